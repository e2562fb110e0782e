mock_data "google_project" {
  defaults = { number = "123456789012" }
}
mock_resource "google_service_account" {
  defaults = {
    email  = "pixelgate@my-project.iam.gserviceaccount.com"
    member = "serviceAccount:pixelgate@my-project.iam.gserviceaccount.com"
  }
}
