locals {
  # What Cloud Run wants an instance with this GPU to have at least, and where it has them (2026-11).
  gpus = {
    nvidia-l4 = {
      cpu        = 4
      memory_gib = 16
      regions    = ["us-central1", "us-east4", "europe-west1", "europe-west4", "asia-southeast1"]
    }
    nvidia-rtx-pro-6000 = {
      cpu        = 20
      memory_gib = 80
      regions    = ["us-central1", "europe-west4", "asia-southeast1"]
    }
  }
  gpu        = var.gpu == null ? null : local.gpus[var.gpu]
  cpu_always = coalesce(var.cpu_always, var.gpu != null)

  # What Cloud Run gives at most for that many vCPUs without a GPU.
  memory_of_cpus = { "1" = 4, "2" = 8, "4" = 16, "6" = 24, "8" = 32 }

  fixed = merge(
    {
      PIXELGATE_ROLE               = "worker"
      PIXELGATE_DATA               = "/tmp/pixelgate"
      PIXELGATE_METRICS            = "operator"
      PIXELGATE_LIMITS_REQUEST     = "${var.timeout_seconds - 5} s"
      PIXELGATE_LIMITS_CONCURRENT  = tostring(var.concurrency)
      PIXELGATE_SELF_HOSTED_QUEUE  = tostring(var.concurrency)
      PIXELGATE_SELF_HOSTED_DEVICE = var.gpu == null ? "cpu" : "cuda:0"
    },
    var.models_bucket == null ? {} : { PIXELGATE_SELF_HOSTED_MODELS = "/models" },
    var.default_model == null ? {} : { PIXELGATE_DEFAULTS_UPSCALE = var.default_model }
  )
  environment = merge(var.environment, local.fixed)
}

resource "google_service_account" "worker" {
  project      = var.project_id
  account_id   = var.name
  display_name = "Pixelgate worker ${var.name}"
}

resource "google_secret_manager_secret_iam_member" "token" {
  project   = var.project_id
  secret_id = var.token.secret
  role      = "roles/secretmanager.secretAccessor"
  member    = google_service_account.worker.member
}

resource "google_storage_bucket_iam_member" "models" {
  count = var.models_bucket == null ? 0 : 1

  bucket = var.models_bucket
  role   = "roles/storage.objectViewer"
  member = google_service_account.worker.member
}

resource "google_cloud_run_v2_service" "worker" {
  project             = var.project_id
  name                = var.name
  location            = var.region
  ingress             = var.ingress
  deletion_protection = var.deletion_protection
  labels              = var.labels

  template {
    service_account                  = google_service_account.worker.email
    execution_environment            = "EXECUTION_ENVIRONMENT_GEN2"
    max_instance_request_concurrency = var.concurrency
    timeout                          = "${var.timeout_seconds}s"
    gpu_zonal_redundancy_disabled    = var.gpu == null ? null : !var.gpu_zonal_redundancy
    labels                           = var.labels

    scaling {
      min_instance_count = var.min_instances
      max_instance_count = var.max_instances
    }

    dynamic "node_selector" {
      for_each = var.gpu == null ? [] : [var.gpu]
      content {
        accelerator = node_selector.value
      }
    }

    dynamic "volumes" {
      for_each = var.models_bucket == null ? [] : [var.models_bucket]
      content {
        name = "models"
        gcs {
          bucket    = volumes.value
          read_only = true
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
        limits = merge(
          { cpu = tostring(var.cpu), memory = "${var.memory_gib}Gi" },
          var.gpu == null ? {} : { "nvidia.com/gpu" = "1" }
        )
        cpu_idle          = !local.cpu_always
        startup_cpu_boost = true
      }

      dynamic "env" {
        for_each = local.environment
        content {
          name  = env.key
          value = env.value
        }
      }

      env {
        name = "PIXELGATE_WORKER_TOKEN"
        value_source {
          secret_key_ref {
            secret  = var.token.secret
            version = var.token.version
          }
        }
      }

      dynamic "volume_mounts" {
        for_each = var.models_bucket == null ? [] : [var.models_bucket]
        content {
          name       = "models"
          mount_path = "/models"
        }
      }

      # It listens when its models are loaded; from a bucket a large one takes minutes.
      startup_probe {
        period_seconds    = 5
        timeout_seconds   = 2
        failure_threshold = 48
        http_get {
          path = "/health"
        }
      }
    }
  }

  depends_on = [google_secret_manager_secret_iam_member.token, google_storage_bucket_iam_member.models]

  lifecycle {
    precondition {
      condition     = local.gpu == null || try(var.cpu >= local.gpu.cpu && var.memory_gib >= local.gpu.memory_gib, false)
      error_message = "An instance with ${coalesce(var.gpu, "a GPU")} needs ${try(local.gpu.cpu, 0)} vCPUs and ${try(local.gpu.memory_gib, 0)} GiB at least; these are ${var.cpu} and ${var.memory_gib}."
    }

    precondition {
      condition     = local.gpu == null || local.cpu_always
      error_message = "A GPU is billed by the instance: cpu_always cannot be false with one."
    }

    precondition {
      condition     = local.gpu == null || try(contains(local.gpu.regions, var.region), false)
      error_message = "Cloud Run has ${coalesce(var.gpu, "a GPU")} in ${try(join(", ", local.gpu.regions), "no region")}, not in ${var.region}."
    }

    precondition {
      condition     = var.gpu != null || var.memory_gib <= lookup(local.memory_of_cpus, tostring(var.cpu), 0)
      error_message = "Without a GPU an instance has 1, 2, 4, 6 or 8 vCPUs, and 4 GiB at most for each; these are ${var.cpu} and ${var.memory_gib} GiB."
    }

    precondition {
      condition     = length(setintersection(keys(local.fixed), keys(var.environment))) == 0
      error_message = "These keys are set by other variables of this module: ${join(", ", setintersection(keys(local.fixed), keys(var.environment)))}."
    }
  }
}

resource "google_cloud_run_v2_service_iam_member" "gateway" {
  for_each = var.gateways

  project  = var.project_id
  location = google_cloud_run_v2_service.worker.location
  name     = google_cloud_run_v2_service.worker.name
  role     = "roles/run.invoker"
  member   = each.value
}

resource "google_logging_project_bucket_config" "worker" {
  project        = var.project_id
  location       = var.region
  bucket_id      = var.name
  description    = "Logs of the Pixelgate worker ${var.name}"
  retention_days = var.log_retention_days
}

resource "google_logging_project_sink" "worker" {
  project     = var.project_id
  name        = var.name
  description = "Logs of the Pixelgate worker ${var.name}, for as long as its module says"
  destination = "logging.googleapis.com/${google_logging_project_bucket_config.worker.id}"
  filter = join(" AND ", [
    "resource.type=\"cloud_run_revision\"",
    "resource.labels.service_name=\"${var.name}\"",
    "resource.labels.location=\"${var.region}\"",
  ])
  unique_writer_identity = true
}
