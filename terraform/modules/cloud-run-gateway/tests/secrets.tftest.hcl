mock_provider "google" {
  source          = "./tests/mocks"
  override_during = plan
}

run "reads_the_secrets_it_is_given_and_no_other" {
  command = plan

  assert {
    condition     = toset([for one in google_secret_manager_secret_iam_member.gateway : one.secret_id]) == toset(["store-url", "beta-token"])
    error_message = "not one accessor for each secret"
  }
  assert {
    condition     = alltrue([for one in google_secret_manager_secret_iam_member.gateway : one.role == "roles/secretmanager.secretAccessor"])
    error_message = "may do more with secrets than read them"
  }
  assert {
    condition = toset([
      for env in google_cloud_run_v2_service.gateway.template[0].containers[0].env :
      "${env.name}=${env.value_source[0].secret_key_ref[0].secret}:${env.value_source[0].secret_key_ref[0].version}"
      if length(env.value_source) > 0
    ]) == toset(["PIXELGATE_STORE_URL=store-url:latest", "BETA_TOKEN=beta-token:3"])
    error_message = "secrets are not in the environment by reference"
  }
  assert {
    condition = alltrue([
      for env in google_cloud_run_v2_service.gateway.template[0].containers[0].env :
      !contains(["PIXELGATE_STORE_URL", "BETA_TOKEN"], env.name) || env.value == null
    ])
    error_message = "a secret stands in the service's settings"
  }
}

run "refuses_a_token_in_the_open" {
  command = plan

  variables {
    orchestrators = [{ name = "beta", url = "https://beta.example", kind = "pixelgate", token = "hunter2" }]
  }
  expect_failures = [var.orchestrators]
}

run "refuses_a_token_that_no_secret_has" {
  command = plan

  variables {
    orchestrators = [{ name = "beta", url = "https://beta.example", kind = "pixelgate", token = "$${GAMMA_TOKEN}" }]
  }
  expect_failures = [google_cloud_run_v2_service.gateway]
}

run "refuses_secrets_in_the_open" {
  command = plan

  variables {
    environment = { PIXELGATE_STORE_URL = "postgresql://u:p@h/d" }
  }
  expect_failures = [var.environment]
}

run "refuses_a_variable_that_is_secret_and_not" {
  command = plan

  variables {
    environment = { PIXELGATE_CAPS = "[]" }
    secrets     = { PIXELGATE_CAPS = { secret = "caps" }, PIXELGATE_STORE_URL = { secret = "store-url" }, BETA_TOKEN = { secret = "t" } }
  }
  expect_failures = [google_cloud_run_v2_service.gateway]
}
