mock_provider "google" {
  mock_data "google_project" {
    defaults = { number = "123456789012" }
  }
  mock_resource "google_cloud_run_v2_service" {
    defaults = { uri = "https://pixelgate-worker-123456789012.europe-west1.run.app" }
  }
}

override_resource {
  target = module.gateway.google_service_account.gateway
  values = { member = "serviceAccount:pixelgate@my-project.iam.gserviceaccount.com" }
}

override_resource {
  target = module.worker.google_service_account.worker
  values = { member = "serviceAccount:pixelgate-worker@my-project.iam.gserviceaccount.com" }
}

variables {
  project_id            = "my-project"
  gateway_image         = "europe-docker.pkg.dev/my-project/images/pixelgate:0.1.0"
  worker_image          = "europe-docker.pkg.dev/my-project/images/pixelgate-gpu:0.1.0"
  store_url_secret      = "store-url"
  worker_token_secret   = "worker-token"
  media_key_id_secret   = "media-key-id"
  media_key_secret      = "media-key"
  vpc                   = { network = "default", subnetwork = "services" }
  billing_account       = "01AB23-45CD67-89EF01"
  notification_channels = ["projects/my-project/notificationChannels/1"]
}

run "gateway_buys_from_the_worker" {
  assert {
    condition     = jsondecode(output.gateway_environment["PIXELGATE_ORCHESTRATORS"])[0].url == "https://pixelgate-worker-123456789012.europe-west1.run.app"
    error_message = "the gateway does not know its worker"
  }
}

run "only_the_gateway_may_call_the_worker" {
  assert {
    condition     = module.worker.invokers == ["serviceAccount:pixelgate@my-project.iam.gserviceaccount.com"]
    error_message = "not the gateway alone may call the worker"
  }
  assert {
    condition     = module.gateway.invokers == ["allUsers"]
    error_message = "clients cannot call the gateway"
  }
}
