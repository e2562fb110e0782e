mock_provider "aws" {
  source          = "./tests/mocks"
  override_during = plan
}

run "is_called_by_nobody_unless_it_is_said" {
  command = plan

  assert {
    condition     = aws_lambda_function_url.live.authorization_type == "AWS_IAM"
    error_message = "the URL is open"
  }
  assert {
    condition     = length(aws_lambda_permission.url) + length(aws_lambda_permission.invoke) == 0
    error_message = "somebody may call"
  }
}

run "is_called_by_everybody_through_its_url_when_it_is_said" {
  command = plan

  variables {
    public = true
  }
  assert {
    condition     = aws_lambda_function_url.live.authorization_type == "NONE"
    error_message = "clients without AWS cannot call"
  }
  assert {
    condition     = aws_lambda_permission.url["public"].principal == "*" && aws_lambda_permission.url["public"].function_url_auth_type == "NONE"
    error_message = "not everybody may use the URL"
  }
  assert {
    condition     = aws_lambda_permission.invoke["public"].invoked_via_function_url
    error_message = "everybody may call past the URL"
  }
  assert {
    condition     = output.environment["PIXELGATE_AUTH"] == "keys"
    error_message = "everybody may spend"
  }
}

run "is_called_by_those_who_are_named" {
  command = plan

  variables {
    invokers = { web = "arn:aws:iam::123456789012:role/web" }
  }
  assert {
    condition     = [for one in concat(values(aws_lambda_permission.url), values(aws_lambda_permission.invoke)) : one.principal] == ["arn:aws:iam::123456789012:role/web", "arn:aws:iam::123456789012:role/web"]
    error_message = "somebody else may call"
  }
}

run "may_do_what_it_needs_and_nothing_else" {
  command = plan

  assert {
    condition = toset(flatten([for one in data.aws_iam_policy_document.gateway.statement : one.actions])) == toset([
      "s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:ListBucket", "logs:CreateLogStream", "logs:PutLogEvents",
    ])
    error_message = "may do something else"
  }
  assert {
    condition = toset(flatten([for one in data.aws_iam_policy_document.gateway.statement : one.resources])) == toset([
      "arn:aws:s3:::pixelgate-media-1/*", "arn:aws:s3:::pixelgate-media-1",
      "arn:aws:logs:eu-west-1:123456789012:log-group:/aws/lambda/pixelgate:*",
    ])
    error_message = "may do it to something else"
  }
  assert {
    condition     = one(one(data.aws_iam_policy_document.assume.statement).principals).identifiers == toset(["lambda.amazonaws.com"])
    error_message = "somebody else may take its role"
  }
  assert {
    condition     = aws_lambda_function.gateway.role == aws_iam_role.gateway.arn && aws_iam_role_policy.gateway.role == aws_iam_role.gateway.id
    error_message = "runs in another role"
  }
  assert {
    condition     = length(aws_iam_role_policy_attachment.vpc) == 0
    error_message = "may join networks without one"
  }
}

run "reaches_a_private_database_through_a_network" {
  command = plan

  variables {
    vpc = { subnet_ids = ["subnet-1"], security_group_ids = ["sg-1"] }
  }
  assert {
    condition     = aws_lambda_function.gateway.vpc_config[0].subnet_ids == toset(["subnet-1"])
    error_message = "is not in the network"
  }
  assert {
    condition     = endswith(aws_iam_role_policy_attachment.vpc[0].policy_arn, "/AWSLambdaENIManagementAccess")
    error_message = "may do more than join a network"
  }
}

run "refuses_everybody_among_the_invokers" {
  command = plan

  variables {
    invokers = { everybody = "*" }
  }
  expect_failures = [var.invokers]
}
