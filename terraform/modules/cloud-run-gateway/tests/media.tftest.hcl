mock_provider "google" {
  source          = "./tests/mocks"
  override_during = plan
}

run "media_are_private_and_go" {
  command = plan

  variables {
    media = { days = 2, cors_origins = ["https://app.example"] }
  }
  assert {
    condition     = google_storage_bucket.media.public_access_prevention == "enforced" && google_storage_bucket.media.uniform_bucket_level_access
    error_message = "the bucket can be made public"
  }
  assert {
    condition     = google_storage_bucket_iam_member.media.role == "roles/storage.objectUser"
    error_message = "may do more with the bucket than with its objects"
  }
  assert {
    condition     = [for rule in google_storage_bucket.media.lifecycle_rule : one(rule.condition).age if one(rule.action).type == "Delete"] == [3]
    error_message = "pictures are not deleted the day after their time"
  }
  assert {
    condition     = google_storage_bucket.media.soft_delete_policy[0].retention_duration_seconds == 0
    error_message = "deleted pictures are kept"
  }
  assert {
    condition     = google_storage_bucket.media.cors[0].origin == tolist(["https://app.example"])
    error_message = "the page may not load its pictures"
  }
  assert {
    condition     = output.environment["PIXELGATE_MEDIA_TTL"] == "48 h"
    error_message = "the gateway does not know how long"
  }
}

run "media_have_no_cors_unless_it_is_said" {
  command = plan

  assert {
    condition     = length(google_storage_bucket.media.cors) == 0
    error_message = "some page may load pictures"
  }
}

run "refuses_several_instances_with_media_in_one" {
  command = plan

  variables {
    media = { store = "instance" }
  }
  expect_failures = [google_cloud_run_v2_service.gateway]
}

run "one_instance_may_keep_everything_itself" {
  command = plan

  variables {
    max_instances = 1
    media         = { store = "instance" }
    secrets       = { BETA_TOKEN = { secret = "beta-token" } }
  }
  assert {
    condition     = output.environment["PIXELGATE_MEDIA_URL"] == "files"
    error_message = "media go elsewhere"
  }
}

run "refuses_every_page_to_load_media" {
  command = plan

  variables {
    media = { cors_origins = ["*"] }
  }
  expect_failures = [var.media]
}

run "refuses_a_name_that_makes_the_buckets_too_long" {
  command = plan

  variables {
    project_id = "a-project-with-a-very-long-nam"
    name       = "a-gateway-with-a-long-name-too"
  }
  expect_failures = [var.name]
}
