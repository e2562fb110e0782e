output "url" {
  description = "Where clients post pictures, with a key of `pixelgate key new`."
  value       = module.gateway.uri
}

output "gateway_environment" {
  description = "What the gateway is told in its environment; nothing secret is in it."
  value       = module.gateway.environment
}

output "worker_environment" {
  description = "What the worker is told in its environment; nothing secret is in it."
  value       = module.worker.environment
}
