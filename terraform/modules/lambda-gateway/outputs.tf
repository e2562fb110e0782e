output "url" {
  description = "Where the function is reached."
  value       = aws_lambda_function_url.live.function_url
}

output "function_arn" {
  description = "The function, by the alias that its URL belongs to."
  value       = aws_lambda_alias.live.arn
}

output "role_arn" {
  description = "The role that the function runs in."
  value       = aws_iam_role.gateway.arn
}

output "media_bucket" {
  description = "The bucket of results."
  value       = aws_s3_bucket.media.bucket
}

output "environment" {
  description = "What the gateway is told in its environment, without its secrets."
  value       = local.environment
}
