mock_provider "aws" {
  source          = "./tests/mocks"
  override_during = plan
}

run "scales_from_zero_to_its_bound" {
  command = plan

  assert {
    condition     = aws_lambda_function.gateway.reserved_concurrent_executions == 20 && length(aws_lambda_provisioned_concurrency_config.live) == 0
    error_message = "does not scale to zero, or has no bound"
  }
}

run "keeps_environments_ready" {
  command = plan

  variables {
    min_instances = 2
  }
  assert {
    condition     = aws_lambda_provisioned_concurrency_config.live[0].provisioned_concurrent_executions == 2 && aws_lambda_provisioned_concurrency_config.live[0].qualifier == aws_lambda_function_url.live.qualifier
    error_message = "nothing is kept ready for the URL"
  }
}

run "fits_into_lambda" {
  command = plan

  variables {
    timeout_seconds = 60
    ephemeral_mib   = 2048
    invoke_mode     = "RESPONSE_STREAM"
  }
  assert {
    condition     = output.environment["PIXELGATE_LAMBDA_INVOKE_MODE"] == "response-stream" && aws_lambda_function_url.live.invoke_mode == "RESPONSE_STREAM"
    error_message = "function and URL do not agree on how answers go"
  }
  assert {
    condition     = output.environment["PIXELGATE_LIMITS_REQUEST"] == "55 s" && aws_lambda_function.gateway.timeout == 60
    error_message = "Lambda ends requests first"
  }
  assert {
    condition     = output.environment["PIXELGATE_LIMITS_BODY"] == "4 MiB"
    error_message = "takes what Lambda does not"
  }
  assert {
    condition     = output.environment["PIXELGATE_CACHE_BYTES"] == "512 MiB" && aws_lambda_function.gateway.ephemeral_storage[0].size == 2048
    error_message = "keeps more than there is room for"
  }
  assert {
    condition     = startswith(output.environment["PIXELGATE_DATA"], "/tmp/")
    error_message = "writes where it cannot"
  }
}

run "refuses_more_at_least_than_at_most" {
  command = plan

  variables {
    min_instances = 21
  }
  expect_failures = [var.max_instances]
}

run "refuses_little_memory" {
  command = plan

  variables {
    memory_mib = 128
  }
  expect_failures = [var.memory_mib]
}

run "refuses_an_image_from_elsewhere" {
  command = plan

  variables {
    image_uri = "docker.io/pixelgate/pixelgate:0.1.0"
  }
  expect_failures = [var.image_uri]
}
