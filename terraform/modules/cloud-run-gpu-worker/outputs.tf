output "uri" {
  description = "Where gateways reach the worker: the url of an orchestrator of kind ai-runner."
  value       = google_cloud_run_v2_service.worker.uri
}

output "name" {
  description = "The service's name."
  value       = google_cloud_run_v2_service.worker.name
}

output "service_account" {
  description = "The worker's service account, as a member of IAM."
  value       = google_service_account.worker.member
}

output "environment" {
  description = "What the worker is told in its environment; nothing secret is in it."
  value       = local.environment
}

output "invokers" {
  description = "Who may call the service, as members of IAM."
  value       = [for one in google_cloud_run_v2_service_iam_member.gateway : one.member]
}
