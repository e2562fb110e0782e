mock_provider "aws" {
  mock_data "aws_iam_policy_document" {
    defaults = { json = "{\"Version\":\"2012-10-17\",\"Statement\":[]}" }
  }
  mock_data "aws_region" {
    defaults = { region = "eu-west-1" }
  }
  mock_data "aws_partition" {
    defaults = { partition = "aws" }
  }
  mock_resource "aws_s3_bucket" {
    defaults = { bucket = "pixelgate-media-1" }
  }
}

variables {
  image_uri             = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/pixelgate:0.1.0"
  store_url_secret_arn  = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:store-url-AbCdEf"
  beta_token_secret_arn = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:beta-token-AbCdEf"
  subnet_ids            = ["subnet-1"]
  security_group_ids    = ["sg-1"]
  alarm_email           = "me@example.com"
}

run "gateway_asks_for_keys" {
  assert {
    condition     = output.environment["PIXELGATE_AUTH"] == "keys"
    error_message = "everybody may spend"
  }
}
