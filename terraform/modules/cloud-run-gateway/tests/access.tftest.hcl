mock_provider "google" {
  source          = "./tests/mocks"
  override_during = plan
}

run "nobody_may_call_unless_it_is_said" {
  command = plan

  assert {
    condition     = length(google_cloud_run_v2_service_iam_member.invoker) == 0
    error_message = "somebody may call"
  }
}

run "everybody_may_call_when_it_is_said" {
  command = plan

  variables {
    public = true
  }
  assert {
    condition     = [for one in google_cloud_run_v2_service_iam_member.invoker : one.member] == ["allUsers"]
    error_message = "not everybody may call"
  }
  assert {
    condition     = alltrue([for one in google_cloud_run_v2_service_iam_member.invoker : one.role == "roles/run.invoker"])
    error_message = "may do more than call"
  }
  assert {
    condition     = output.environment["PIXELGATE_AUTH"] == "keys"
    error_message = "everybody may spend"
  }
}

run "runs_as_an_account_of_its_own" {
  command = plan

  assert {
    condition     = google_cloud_run_v2_service.gateway.template[0].service_account == google_service_account.gateway.email
    error_message = "runs as the project's default account"
  }
  assert {
    condition     = alltrue([for one in google_secret_manager_secret_iam_member.gateway : one.member == google_service_account.gateway.member])
    error_message = "somebody else reads the secrets"
  }
  assert {
    condition     = google_storage_bucket_iam_member.media.member == google_service_account.gateway.member
    error_message = "somebody else has the media"
  }
}

run "reaches_a_private_database_through_a_network" {
  command = plan

  variables {
    vpc = { network = "default", subnetwork = "services" }
  }
  assert {
    condition     = google_cloud_run_v2_service.gateway.template[0].vpc_access[0].egress == "PRIVATE_RANGES_ONLY"
    error_message = "all traffic goes through the network"
  }
  assert {
    condition     = google_cloud_run_v2_service.gateway.template[0].vpc_access[0].network_interfaces[0].subnetwork == "services"
    error_message = "is not in the network"
  }
}

run "refuses_everybody_among_the_invokers" {
  command = plan

  variables {
    invokers = ["allUsers"]
  }
  expect_failures = [var.invokers]
}
