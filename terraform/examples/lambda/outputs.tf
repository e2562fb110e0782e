output "url" {
  description = "Where clients post pictures, with a key of `pixelgate key new`."
  value       = module.gateway.url
}

output "environment" {
  description = "What the gateway is told in its environment, without its secrets."
  value       = module.gateway.environment
}
