data "google_project" "this" {
  project_id = var.project_id
}

locals {
  # Cloud Run's address of a service is known before the service is there.
  address    = "https://${var.name}-${data.google_project.this.number}.${var.region}.run.app"
  public_url = coalesce(var.public_url, local.address)

  # Neither YAML nor JSON has a word for "not given" that the gateway would read.
  orchestrators = [
    for one in var.orchestrators : merge(
      { for key, value in one : key => value if value != null && key != "offers" },
      one.offers == null ? {} : {
        offers = [for offer in one.offers : { for key, value in offer : key => value if value != null }]
      }
    )
  ]

  # What holds here whatever else is set: see docs/reference.md of the project.
  fixed = merge(
    {
      PIXELGATE_ROLE              = "gateway"
      PIXELGATE_AUTH              = "keys"
      PIXELGATE_METRICS           = "operator"
      PIXELGATE_DATA              = "/tmp/pixelgate"
      PIXELGATE_PUBLIC_URL        = local.public_url
      PIXELGATE_LIMITS_CONCURRENT = tostring(var.concurrency)
      PIXELGATE_LIMITS_REQUEST    = "${var.timeout_seconds - 5} s"
      PIXELGATE_MEDIA_TTL         = "${var.media.days * 24} h"
      PIXELGATE_MEDIA_URL = (var.media.store == "bucket"
        ? "s3://${google_storage_bucket.media.name}?endpoint=https://storage.googleapis.com&region=auto"
      : "files")
    },
    length(local.orchestrators) == 0 ? {} : { PIXELGATE_ORCHESTRATORS = jsonencode(local.orchestrators) },
    length(var.media.cors_origins) == 0 ? {} : { PIXELGATE_CORS_ORIGINS = jsonencode(var.media.cors_origins) }
  )

  # An instance's files are in its memory: the results that are kept may take an eighth of it.
  # Without CPU between requests nothing may be left to timers.
  defaults = {
    PIXELGATE_CACHE_BYTES = "${floor(var.memory_mib / 8)} MiB"
    PIXELGATE_BACKGROUND  = tostring(var.cpu_always)
  }
  environment = merge(local.defaults, var.environment, local.fixed)

  referenced = [for one in var.orchestrators : trimsuffix(trimprefix(one.token, "$${"), "}") if one.token != null]
  invokers   = setunion(var.invokers, var.public ? ["allUsers"] : [])
}

resource "google_service_account" "gateway" {
  project      = var.project_id
  account_id   = var.name
  display_name = "Pixelgate gateway ${var.name}"
}

# One for each secret, never a role on the project: the gateway reads what it is given and nothing else.
resource "google_secret_manager_secret_iam_member" "gateway" {
  for_each = toset([for one in values(var.secrets) : one.secret])

  project   = var.project_id
  secret_id = each.value
  role      = "roles/secretmanager.secretAccessor"
  member    = google_service_account.gateway.member
}

resource "google_storage_bucket" "media" {
  project                     = var.project_id
  name                        = "${var.project_id}-${var.name}-media"
  location                    = var.region
  uniform_bucket_level_access = true
  public_access_prevention    = "enforced"
  force_destroy               = !var.deletion_protection
  labels                      = var.labels

  # A client that deletes a picture means it.
  soft_delete_policy {
    retention_duration_seconds = 0
  }

  # The gateway finds nothing any more that is over its time; this removes it.
  lifecycle_rule {
    action {
      type = "Delete"
    }
    condition {
      age = var.media.days + 1
    }
  }

  lifecycle_rule {
    action {
      type = "AbortIncompleteMultipartUpload"
    }
    condition {
      age = 1
    }
  }

  dynamic "cors" {
    for_each = length(var.media.cors_origins) == 0 ? [] : [var.media.cors_origins]
    content {
      origin          = cors.value
      method          = ["GET", "HEAD", "PUT"]
      response_header = ["Content-Type", "Content-Length", "ETag"]
      max_age_seconds = 3600
    }
  }
}

resource "google_storage_bucket_iam_member" "media" {
  bucket = google_storage_bucket.media.name
  role   = "roles/storage.objectUser"
  member = google_service_account.gateway.member
}

resource "google_cloud_run_v2_service" "gateway" {
  project             = var.project_id
  name                = var.name
  location            = var.region
  ingress             = var.ingress
  deletion_protection = var.deletion_protection
  labels              = var.labels

  template {
    service_account                  = google_service_account.gateway.email
    max_instance_request_concurrency = var.concurrency
    timeout                          = "${var.timeout_seconds}s"
    labels                           = var.labels

    scaling {
      min_instance_count = var.min_instances
      max_instance_count = var.max_instances
    }

    dynamic "vpc_access" {
      for_each = var.vpc == null ? [] : [var.vpc]
      content {
        egress = "PRIVATE_RANGES_ONLY"
        network_interfaces {
          network    = vpc_access.value.network
          subnetwork = vpc_access.value.subnetwork
        }
      }
    }

    containers {
      image = var.image
      args  = ["serve"]

      ports {
        container_port = 8080
      }

      resources {
        limits            = { cpu = tostring(var.cpu), memory = "${var.memory_mib}Mi" }
        cpu_idle          = !var.cpu_always
        startup_cpu_boost = true
      }

      dynamic "env" {
        for_each = local.environment
        content {
          name  = env.key
          value = env.value
        }
      }

      dynamic "env" {
        for_each = var.secrets
        content {
          name = env.key
          value_source {
            secret_key_ref {
              secret  = env.value.secret
              version = env.value.version
            }
          }
        }
      }

      startup_probe {
        period_seconds    = 1
        timeout_seconds   = 1
        failure_threshold = 60
        http_get {
          path = "/health/ready"
        }
      }

      liveness_probe {
        period_seconds    = 30
        timeout_seconds   = 5
        failure_threshold = 3
        http_get {
          path = "/health/live"
        }
      }
    }
  }

  # An instance reads its secrets when it starts.
  depends_on = [google_secret_manager_secret_iam_member.gateway, google_storage_bucket_iam_member.media]

  lifecycle {
    precondition {
      condition     = length(setintersection(keys(local.fixed), keys(var.environment))) == 0
      error_message = "These keys are set by other variables of this module: ${join(", ", setintersection(keys(local.fixed), keys(var.environment)))}."
    }

    precondition {
      condition     = length(setintersection(concat(keys(local.fixed), keys(var.environment)), keys(var.secrets))) == 0
      error_message = "These variables are secrets and settings at once: ${join(", ", setintersection(concat(keys(local.fixed), keys(var.environment)), keys(var.secrets)))}."
    }

    precondition {
      condition     = length(setsubtract(local.referenced, keys(var.secrets))) == 0
      error_message = "Tokens of orchestrators refer to variables that secrets does not have: ${join(", ", setsubtract(local.referenced, keys(var.secrets)))}."
    }

    precondition {
      condition     = length(var.orchestrators) > 0 || contains(keys(var.environment), "PIXELGATE_DISCOVERY_WEBHOOK") || contains(keys(var.secrets), "PIXELGATE_ORCHESTRATORS")
      error_message = "There is nobody to buy from: name orchestrators, or PIXELGATE_DISCOVERY_WEBHOOK in environment."
    }

    precondition {
      condition     = var.max_instances == 1 || contains(keys(var.secrets), "PIXELGATE_STORE_URL")
      error_message = "Several instances need one database: give its URL as the secret PIXELGATE_STORE_URL, or max_instances = 1, whose accounts, budgets and receipts are gone with the instance."
    }

    precondition {
      condition     = var.max_instances == 1 || var.media.store == "bucket"
      error_message = "With several instances a result must be found by all of them: media.store = bucket, or max_instances = 1."
    }

    precondition {
      condition     = var.cpu < 4 || var.memory_mib >= 2048
      error_message = "Cloud Run gives 4 vCPUs and more only with 2048 MiB and more."
    }
  }
}

resource "google_cloud_run_v2_service_iam_member" "invoker" {
  for_each = local.invokers

  project  = var.project_id
  location = google_cloud_run_v2_service.gateway.location
  name     = google_cloud_run_v2_service.gateway.name
  role     = "roles/run.invoker"
  member   = each.value
}
