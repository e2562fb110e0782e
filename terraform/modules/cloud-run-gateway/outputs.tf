output "uri" {
  description = "Where the service is reached."
  value       = google_cloud_run_v2_service.gateway.uri
}

output "public_url" {
  description = "The base of the media URLs that clients get."
  value       = local.public_url
}

output "name" {
  description = "The service's name."
  value       = google_cloud_run_v2_service.gateway.name
}

output "service_account" {
  description = "The gateway's service account, as a member of IAM: what a worker's invokers take."
  value       = google_service_account.gateway.member
}

output "media_bucket" {
  description = "The bucket of results."
  value       = google_storage_bucket.media.name
}

output "environment" {
  description = "What the gateway is told in its environment; nothing secret is in it."
  value       = local.environment
}

output "invokers" {
  description = "Who may call the service, as members of IAM."
  value       = [for one in google_cloud_run_v2_service_iam_member.invoker : one.member]
}
