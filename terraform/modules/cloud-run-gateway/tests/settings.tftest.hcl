mock_provider "google" {
  source          = "./tests/mocks"
  override_during = plan
}

run "knows_its_address" {
  command = plan

  assert {
    condition     = output.public_url == "https://pixelgate-123456789012.europe-west1.run.app"
    error_message = "media URLs lead elsewhere"
  }
}

run "tells_orchestrators_as_they_were_given" {
  command = plan

  assert {
    condition = jsondecode(output.environment["PIXELGATE_ORCHESTRATORS"]) == [
      { name = "alpha", url = "https://alpha.example:8935", kind = "livepeer" },
      {
        name   = "beta", url = "https://beta.example", kind = "ai-runner", token = "$${BETA_TOKEN}"
        offers = [{ pipeline = "upscale", model = "a/b", price = "1.2e-8 USD/px" }]
      },
    ]
    error_message = "orchestrators are told otherwise"
  }
}

run "refuses_to_have_its_own_keys_overridden" {
  command = plan

  variables {
    environment = { PIXELGATE_AUTH = "none" }
  }
  expect_failures = [google_cloud_run_v2_service.gateway]
}

run "refuses_to_sell_nothing" {
  command = plan

  variables {
    orchestrators = []
  }
  expect_failures = [google_cloud_run_v2_service.gateway]
}

run "refuses_other_variables_than_the_gateways" {
  command = plan

  variables {
    environment = { LD_PRELOAD = "/tmp/x.so" }
  }
  expect_failures = [var.environment]
}
