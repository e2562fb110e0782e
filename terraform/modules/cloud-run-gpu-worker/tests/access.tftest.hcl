mock_provider "google" {
  source          = "./tests/mocks"
  override_during = plan
}

run "only_gateways_may_call" {
  command = plan

  assert {
    condition     = [for one in google_cloud_run_v2_service_iam_member.gateway : "${one.role} ${one.member}"] == ["roles/run.invoker serviceAccount:pixelgate@my-project.iam.gserviceaccount.com"]
    error_message = "not the gateway alone may call"
  }
}

run "reads_its_token_and_no_other_secret" {
  command = plan

  assert {
    condition     = google_secret_manager_secret_iam_member.token.secret_id == "worker-token" && google_secret_manager_secret_iam_member.token.role == "roles/secretmanager.secretAccessor"
    error_message = "does not read its token"
  }
  assert {
    condition     = google_secret_manager_secret_iam_member.token.member == google_service_account.worker.member
    error_message = "somebody else reads its token"
  }
  assert {
    condition     = google_cloud_run_v2_service.worker.template[0].service_account == google_service_account.worker.email
    error_message = "runs as the project's default account"
  }
  assert {
    condition = [
      for env in google_cloud_run_v2_service.worker.template[0].containers[0].env :
      "${env.name}=${env.value_source[0].secret_key_ref[0].secret}" if length(env.value_source) > 0
    ] == ["PIXELGATE_WORKER_TOKEN=worker-token"]
    error_message = "asks nobody for a token"
  }
}

run "reads_models_from_a_bucket" {
  command = plan

  variables {
    models_bucket = "my-models"
  }
  assert {
    condition     = google_storage_bucket_iam_member.models[0].role == "roles/storage.objectViewer"
    error_message = "may do more than read"
  }
  assert {
    condition     = google_cloud_run_v2_service.worker.template[0].volumes[0].gcs[0].read_only && google_cloud_run_v2_service.worker.template[0].containers[0].volume_mounts[0].mount_path == output.environment["PIXELGATE_SELF_HOSTED_MODELS"]
    error_message = "models are not where the worker looks for them"
  }
}

run "has_no_bucket_unless_it_is_said" {
  command = plan

  assert {
    condition     = length(google_storage_bucket_iam_member.models) == 0 && length(google_cloud_run_v2_service.worker.template[0].volumes) == 0
    error_message = "has a bucket"
  }
}

run "refuses_everybody" {
  command = plan

  variables {
    gateways = { everybody = "allUsers" }
  }
  expect_failures = [var.gateways]
}

run "refuses_a_person" {
  command = plan

  variables {
    gateways = { me = "user:me@example.com" }
  }
  expect_failures = [var.gateways]
}

run "refuses_a_token_in_the_open" {
  command = plan

  variables {
    environment = { PIXELGATE_WORKER_TOKEN = "hunter2" }
  }
  expect_failures = [var.environment]
}
