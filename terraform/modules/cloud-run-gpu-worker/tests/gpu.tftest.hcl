mock_provider "google" {
  source          = "./tests/mocks"
  override_during = plan
}

run "has_a_gpu_and_scales_to_zero" {
  command = plan

  assert {
    condition     = google_cloud_run_v2_service.worker.template[0].node_selector[0].accelerator == "nvidia-l4"
    error_message = "no GPU is asked for"
  }
  assert {
    condition     = google_cloud_run_v2_service.worker.template[0].containers[0].resources[0].limits == tomap({ cpu = "4", memory = "16Gi", "nvidia.com/gpu" = "1" })
    error_message = "not what a GPU needs"
  }
  assert {
    condition     = !google_cloud_run_v2_service.worker.template[0].containers[0].resources[0].cpu_idle
    error_message = "a GPU is billed by the instance"
  }
  assert {
    condition     = google_cloud_run_v2_service.worker.template[0].gpu_zonal_redundancy_disabled
    error_message = "pays for GPUs in other zones"
  }
  assert {
    condition     = google_cloud_run_v2_service.worker.template[0].scaling[0].min_instance_count == 0 && google_cloud_run_v2_service.worker.template[0].scaling[0].max_instance_count == 1
    error_message = "does not scale to zero, or has no bound"
  }
  assert {
    condition     = output.environment["PIXELGATE_SELF_HOSTED_DEVICE"] == "cuda:0"
    error_message = "would compute on its CPUs without saying so"
  }
  assert {
    condition     = output.environment["PIXELGATE_SELF_HOSTED_QUEUE"] == tostring(google_cloud_run_v2_service.worker.template[0].max_instance_request_concurrency)
    error_message = "is sent more than it has room for"
  }
  assert {
    condition     = google_cloud_run_v2_service.worker.template[0].containers[0].startup_probe[0].http_get[0].path == "/health"
    error_message = "gets jobs before its models are loaded"
  }
}

run "computes_on_cpus_when_it_is_said" {
  command = plan

  variables {
    gpu = null
  }
  assert {
    condition     = length(google_cloud_run_v2_service.worker.template[0].node_selector) == 0 && google_cloud_run_v2_service.worker.template[0].gpu_zonal_redundancy_disabled == null
    error_message = "asks for a GPU"
  }
  assert {
    condition     = google_cloud_run_v2_service.worker.template[0].containers[0].resources[0].limits == tomap({ cpu = "4", memory = "16Gi" })
    error_message = "asks for a GPU"
  }
  assert {
    condition     = google_cloud_run_v2_service.worker.template[0].containers[0].resources[0].cpu_idle
    error_message = "pays for its CPUs between jobs"
  }
  assert {
    condition     = output.environment["PIXELGATE_SELF_HOSTED_DEVICE"] == "cpu"
    error_message = "looks for a GPU"
  }
}

run "gives_up_before_it_is_cut_off" {
  command = plan

  assert {
    condition     = output.environment["PIXELGATE_LIMITS_REQUEST"] == "295 s" && google_cloud_run_v2_service.worker.template[0].timeout == "300s"
    error_message = "the platform cuts jobs off first"
  }
}

run "refuses_a_gpu_with_few_cpus" {
  command = plan

  variables {
    cpu = 2
  }
  expect_failures = [google_cloud_run_v2_service.worker]
}

run "refuses_a_gpu_with_little_memory" {
  command = plan

  variables {
    memory_gib = 8
  }
  expect_failures = [google_cloud_run_v2_service.worker]
}

run "refuses_a_large_gpu_with_the_cpus_of_a_small_one" {
  command = plan

  variables {
    gpu = "nvidia-rtx-pro-6000"
  }
  expect_failures = [google_cloud_run_v2_service.worker]
}

run "refuses_a_large_gpu_where_there_is_none" {
  command = plan

  variables {
    gpu        = "nvidia-rtx-pro-6000"
    cpu        = 20
    memory_gib = 80
  }
  expect_failures = [google_cloud_run_v2_service.worker]
}

run "takes_a_large_gpu_where_there_is_one" {
  command = plan

  variables {
    gpu        = "nvidia-rtx-pro-6000"
    cpu        = 20
    memory_gib = 80
    region     = "europe-west4"
  }
}

run "refuses_a_gpu_without_cpu_between_jobs" {
  command = plan

  variables {
    cpu_always = false
  }
  expect_failures = [google_cloud_run_v2_service.worker]
}

run "refuses_an_unknown_gpu" {
  command = plan

  variables {
    gpu = "nvidia-t4"
  }
  expect_failures = [var.gpu]
}

run "refuses_more_memory_than_cpus_have" {
  command = plan

  variables {
    gpu        = null
    memory_gib = 32
  }
  expect_failures = [google_cloud_run_v2_service.worker]
}

run "refuses_more_at_least_than_at_most" {
  command = plan

  variables {
    min_instances = 2
  }
  expect_failures = [var.max_instances]
}
