mock_provider "google" {
  source          = "./tests/mocks"
  override_during = plan
}

run "scales_from_zero_to_its_bound" {
  command = plan

  assert {
    condition     = google_cloud_run_v2_service.gateway.template[0].scaling[0].min_instance_count == 0
    error_message = "does not scale to zero"
  }
  assert {
    condition     = google_cloud_run_v2_service.gateway.template[0].scaling[0].max_instance_count == 3
    error_message = "has no bound"
  }
  assert {
    condition     = google_cloud_run_v2_service.gateway.template[0].max_instance_request_concurrency == 80
    error_message = "concurrency is not the gateway's"
  }
  assert {
    condition     = google_cloud_run_v2_service.gateway.template[0].containers[0].resources[0].cpu_idle
    error_message = "pays for its CPU between requests"
  }
  assert {
    condition     = output.environment["PIXELGATE_BACKGROUND"] == "false"
    error_message = "leaves work to timers that have no CPU"
  }
  assert {
    condition     = google_cloud_run_v2_service.gateway.template[0].containers[0].startup_probe[0].http_get[0].path == "/health/ready"
    error_message = "gets requests before it is ready"
  }
}

run "gives_up_before_it_is_cut_off" {
  command = plan

  variables {
    timeout_seconds = 60
  }
  assert {
    condition     = output.environment["PIXELGATE_LIMITS_REQUEST"] == "55 s" && google_cloud_run_v2_service.gateway.template[0].timeout == "60s"
    error_message = "the platform cuts requests off first"
  }
}

run "refuses_more_at_least_than_at_most" {
  command = plan

  variables {
    min_instances = 4
  }
  expect_failures = [var.max_instances]
}

run "refuses_many_cpus_with_little_memory" {
  command = plan

  variables {
    cpu = 4
  }
  expect_failures = [google_cloud_run_v2_service.gateway]
}

run "refuses_an_image_without_a_tag" {
  command = plan

  variables {
    image = "europe-docker.pkg.dev/my-project/images/pixelgate"
  }
  expect_failures = [var.image]
}

run "refuses_a_timeout_that_cloud_run_does_not_have" {
  command = plan

  variables {
    timeout_seconds = 3601
  }
  expect_failures = [var.timeout_seconds]
}

run "refuses_a_zone" {
  command = plan

  variables {
    region = "europe-west1-b"
  }
  expect_failures = [var.region]
}

run "refuses_several_instances_without_a_database" {
  command = plan

  variables {
    secrets = { BETA_TOKEN = { secret = "beta-token" } }
  }
  expect_failures = [google_cloud_run_v2_service.gateway]
}
