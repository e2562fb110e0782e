mock_provider "aws" {
  source          = "./tests/mocks"
  override_during = plan
}

run "refuses_to_have_its_own_keys_overridden" {
  command = plan

  variables {
    environment = { PIXELGATE_AUTH = "none" }
  }
  expect_failures = [aws_lambda_function.gateway]
}

run "refuses_to_sell_nothing" {
  command = plan

  variables {
    orchestrators = []
  }
  expect_failures = [aws_lambda_function.gateway]
}

run "refuses_to_run_without_a_database" {
  command = plan

  variables {
    secrets = { BETA_TOKEN = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:beta-token-AbCdEf" }
  }
  expect_failures = [aws_lambda_function.gateway]
}
