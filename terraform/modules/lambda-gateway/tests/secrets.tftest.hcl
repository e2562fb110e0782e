mock_provider "aws" {
  source          = "./tests/mocks"
  override_during = plan
}

run "secrets_are_not_in_its_outputs" {
  command = plan

  assert {
    condition     = length(setintersection(keys(output.environment), ["PIXELGATE_STORE_URL", "BETA_TOKEN"])) == 0
    error_message = "secrets are in the outputs"
  }
  assert {
    condition     = toset([for one in data.aws_secretsmanager_secret_version.this : one.secret_id]) == toset(values(var.secrets))
    error_message = "other secrets are read"
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
  expect_failures = [aws_lambda_function.gateway]
}

run "refuses_secrets_in_the_open" {
  command = plan

  variables {
    environment = { PIXELGATE_SIGNING_KEY = "{}" }
  }
  expect_failures = [var.environment]
}

run "refuses_a_variable_that_is_secret_and_not" {
  command = plan

  variables {
    environment = { PIXELGATE_CAPS = "[]" }
    secrets = {
      PIXELGATE_STORE_URL = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:store-url-AbCdEf"
      BETA_TOKEN          = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:beta-token-AbCdEf"
      PIXELGATE_CAPS      = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:caps-AbCdEf"
    }
  }
  expect_failures = [aws_lambda_function.gateway]
}

run "refuses_all_secrets" {
  command = plan

  variables {
    secrets = { PIXELGATE_STORE_URL = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:*" }
  }
  expect_failures = [var.secrets]
}
