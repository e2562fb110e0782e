mock_provider "aws" {
  source          = "./tests/mocks"
  override_during = plan
}

run "media_are_private_and_go" {
  command = plan

  variables {
    media = { days = 2, cors_origins = ["https://app.example"] }
  }
  assert {
    condition = alltrue([
      aws_s3_bucket_public_access_block.media.block_public_acls, aws_s3_bucket_public_access_block.media.block_public_policy,
      aws_s3_bucket_public_access_block.media.ignore_public_acls, aws_s3_bucket_public_access_block.media.restrict_public_buckets,
    ])
    error_message = "the bucket can be made public"
  }
  assert {
    condition     = aws_s3_bucket_ownership_controls.media.rule[0].object_ownership == "BucketOwnerEnforced"
    error_message = "objects may have owners and grants of their own"
  }
  assert {
    condition     = aws_s3_bucket_lifecycle_configuration.media.rule[0].status == "Enabled" && aws_s3_bucket_lifecycle_configuration.media.rule[0].expiration[0].days == 3
    error_message = "pictures are not deleted the day after their time"
  }
  assert {
    condition     = one(aws_s3_bucket_cors_configuration.media[0].cors_rule).allowed_origins == toset(["https://app.example"])
    error_message = "the page may not load its pictures"
  }
  assert {
    condition     = output.environment["PIXELGATE_MEDIA_TTL"] == "48 h"
    error_message = "the gateway does not know how long"
  }
  assert {
    condition     = output.environment["PIXELGATE_MEDIA_URL"] == "s3://pixelgate-media-1?endpoint=https://s3.eu-west-1.amazonaws.com&region=eu-west-1"
    error_message = "the gateway does not know where"
  }
  assert {
    condition     = one(data.aws_iam_policy_document.media.statement).effect == "Deny" && one(one(data.aws_iam_policy_document.media.statement).condition).variable == "aws:SecureTransport"
    error_message = "pictures may travel in the open, or everybody has them"
  }
}

run "media_have_no_cors_unless_it_is_said" {
  command = plan

  assert {
    condition     = length(aws_s3_bucket_cors_configuration.media) == 0
    error_message = "some page may load pictures"
  }
}

run "refuses_every_page_to_load_media" {
  command = plan

  variables {
    media = { cors_origins = ["*"] }
  }
  expect_failures = [var.media]
}
