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
    condition     = google_logging_project_bucket_config.worker.retention_days == 7
    error_message = "logs stay longer"
  }
}

run "refuses_to_have_its_own_keys_overridden" {
  command = plan

  variables {
    environment = { PIXELGATE_ROLE = "gateway" }
  }
  expect_failures = [google_cloud_run_v2_service.worker]
}
