mock_resource "google_service_account" {
  defaults = {
    email  = "pixelgate-worker@my-project.iam.gserviceaccount.com"
    member = "serviceAccount:pixelgate-worker@my-project.iam.gserviceaccount.com"
  }
}
