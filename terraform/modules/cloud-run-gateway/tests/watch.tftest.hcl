mock_provider "google" {
  source          = "./tests/mocks"
  override_during = plan
}

run "keeps_logs_for_as_long_as_it_is_said" {
  command = plan

  variables {
    log_retention_days = 7
  }
  assert {
    condition     = google_logging_project_bucket_config.gateway.retention_days == 7
    error_message = "logs stay longer"
  }
  assert {
    condition     = strcontains(google_logging_project_sink.gateway.filter, "resource.labels.service_name=\"pixelgate\"")
    error_message = "other services' logs come too"
  }
}

run "watches_charges_and_refusals" {
  command = plan

  variables {
    alerts = { charge_usd_per_hour = 2.5, refusals_per_5_min = 10, channels = ["projects/my-project/notificationChannels/1"] }
  }
  assert {
    condition     = strcontains(google_monitoring_alert_policy.charge[0].conditions[0].condition_prometheus_query_language[0].query, "user_pixelgate_charge_usd_sum{monitored_resource=\"cloud_run_revision\"}[1h])) > 2.5")
    error_message = "no alert on charges"
  }
  assert {
    condition     = strcontains(google_monitoring_alert_policy.refusals[0].conditions[0].condition_prometheus_query_language[0].query, "user_pixelgate_refusals{monitored_resource=\"cloud_run_revision\"}[5m])) > 10")
    error_message = "no alert on refusals"
  }
  assert {
    condition     = strcontains(google_logging_metric.refusals[0].filter, " status=(402|429|503) ")
    error_message = "other requests count as refusals, or some refusals do not"
  }
  assert {
    condition     = alltrue([for policy in [google_monitoring_alert_policy.charge[0], google_monitoring_alert_policy.refusals[0]] : policy.notification_channels == tolist(["projects/my-project/notificationChannels/1"])])
    error_message = "nobody is told"
  }
}

run "watches_nothing_when_it_is_said" {
  command = plan

  variables {
    alerts = null
  }
  assert {
    condition     = length(google_monitoring_alert_policy.charge) + length(google_logging_metric.charge) + length(google_billing_budget.project) == 0
    error_message = "watches all the same"
  }
}

run "budget_is_the_projects" {
  command = plan

  variables {
    budget = { billing_account = "01AB23-45CD67-89EF01", units = 50 }
  }
  assert {
    condition     = google_billing_budget.project[0].amount[0].specified_amount[0].units == "50"
    error_message = "not the budget that was said"
  }
  assert {
    condition     = google_billing_budget.project[0].budget_filter[0].projects == toset(["projects/123456789012"])
    error_message = "counts other projects"
  }
  assert {
    condition     = [for rule in google_billing_budget.project[0].threshold_rules : rule.threshold_percent] == [0.5, 0.9, 1]
    error_message = "does not warn before it is used up"
  }
}

run "refuses_a_budget_without_an_amount" {
  command = plan

  variables {
    budget = { billing_account = "01AB23-45CD67-89EF01", units = 0 }
  }
  expect_failures = [var.budget]
}
