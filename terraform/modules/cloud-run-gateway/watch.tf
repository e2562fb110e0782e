# What is seen of the service: its logs, what they say of money and refusals, and what Google charges.

locals {
  service_logs = join(" AND ", [
    "resource.type=\"cloud_run_revision\"",
    "resource.labels.service_name=\"${var.name}\"",
    "resource.labels.location=\"${var.region}\"",
  ])

  # The line that ends a request: request id=... account=... charge=0.000655360000 status=200 ms=412
  request_lines = "${local.service_logs} AND textPayload=~\" request id=\""

  # Names that PromQL can say.
  metric_prefix = replace(var.name, "-", "_")
  charge_metric = "${local.metric_prefix}_charge_usd"
  refusals      = "${local.metric_prefix}_refusals"
}

resource "google_logging_project_bucket_config" "gateway" {
  project        = var.project_id
  location       = var.region
  bucket_id      = var.name
  description    = "Logs of the Pixelgate gateway ${var.name}"
  retention_days = var.log_retention_days
}

resource "google_logging_project_sink" "gateway" {
  project                = var.project_id
  name                   = var.name
  description            = "Logs of the Pixelgate gateway ${var.name}, for as long as its module says"
  destination            = "logging.googleapis.com/${google_logging_project_bucket_config.gateway.id}"
  filter                 = local.service_logs
  unique_writer_identity = true
}

resource "google_logging_metric" "charge" {
  count = var.alerts == null ? 0 : 1

  project         = var.project_id
  name            = local.charge_metric
  description     = "What requests were charged, in USD, by account"
  filter          = "${local.request_lines} AND textPayload=~\" charge=[0-9]\""
  value_extractor = "REGEXP_EXTRACT(textPayload, \" charge=([0-9.]+)\")"
  label_extractors = {
    account = "REGEXP_EXTRACT(textPayload, \" account=([^ ]+)\")"
  }

  metric_descriptor {
    metric_kind = "DELTA"
    value_type  = "DISTRIBUTION"
    unit        = "1"
    labels {
      key        = "account"
      value_type = "STRING"
    }
  }
}

resource "google_logging_metric" "refusals" {
  count = var.alerts == null ? 0 : 1

  project     = var.project_id
  name        = local.refusals
  description = "Requests that were refused for their price, their rate or for want of room"
  filter      = "${local.request_lines} AND textPayload=~\" status=(402|429|503) \""
  label_extractors = {
    status = "REGEXP_EXTRACT(textPayload, \" status=([0-9]+)\")"
  }

  metric_descriptor {
    metric_kind = "DELTA"
    value_type  = "INT64"
    unit        = "1"
    labels {
      key        = "status"
      value_type = "STRING"
    }
  }
}

resource "google_monitoring_alert_policy" "charge" {
  count = var.alerts == null ? 0 : 1

  project               = var.project_id
  display_name          = "Pixelgate ${var.name}: charges"
  combiner              = "OR"
  notification_channels = var.alerts.channels
  user_labels           = var.labels

  conditions {
    display_name = "charged over ${var.alerts.charge_usd_per_hour} USD in an hour"
    condition_prometheus_query_language {
      query = join(" ", [
        "sum(increase(logging_googleapis_com:user_${google_logging_metric.charge[0].name}_sum{monitored_resource=\"cloud_run_revision\"}[1h]))",
        "> ${var.alerts.charge_usd_per_hour}",
      ])
      duration            = "0s"
      evaluation_interval = "60s"
      # The metric is there from the first request on only.
      disable_metric_validation = true
    }
  }

  documentation {
    content   = "Accounts of the gateway ${var.name} were charged more than usual. `pixelgate account NAME` says by whom and for what; caps and budgets bound it."
    mime_type = "text/markdown"
  }
}

resource "google_monitoring_alert_policy" "refusals" {
  count = var.alerts == null ? 0 : 1

  project               = var.project_id
  display_name          = "Pixelgate ${var.name}: refusals"
  combiner              = "OR"
  notification_channels = var.alerts.channels
  user_labels           = var.labels

  conditions {
    display_name = "more than ${var.alerts.refusals_per_5_min} refusals in 5 min"
    condition_prometheus_query_language {
      query = join(" ", [
        "sum by (status) (increase(logging_googleapis_com:user_${google_logging_metric.refusals[0].name}{monitored_resource=\"cloud_run_revision\"}[5m]))",
        "> ${var.alerts.refusals_per_5_min}",
      ])
      duration                  = "0s"
      evaluation_interval       = "60s"
      disable_metric_validation = true
    }
  }

  documentation {
    content   = "402: over a cap or a budget; 429: over an account's rate; 503: no room, draining or no store. `GET /v1/prices` says whom each offer was too dear for."
    mime_type = "text/markdown"
  }
}

resource "google_billing_budget" "project" {
  count = var.budget == null ? 0 : 1

  billing_account = var.budget.billing_account
  display_name    = "Pixelgate ${var.name}"

  budget_filter {
    projects        = ["projects/${data.google_project.this.number}"]
    calendar_period = "MONTH"
  }

  amount {
    specified_amount {
      units         = tostring(var.budget.units)
      currency_code = var.budget.currency
    }
  }

  dynamic "threshold_rules" {
    for_each = [0.5, 0.9, 1.0]
    content {
      threshold_percent = threshold_rules.value
    }
  }

  # Beside the mail that the billing account's administrators get.
  dynamic "all_updates_rule" {
    for_each = length(try(var.alerts.channels, [])) == 0 ? [] : [var.alerts.channels]
    content {
      monitoring_notification_channels = all_updates_rule.value
    }
  }
}
