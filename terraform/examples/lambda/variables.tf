variable "region" {
  type        = string
  description = "The AWS region of everything."
  default     = "eu-west-1"

  validation {
    condition     = can(regex("^[a-z]{2}(-[a-z]+)+-[0-9]$", var.region))
    error_message = "region is one such as eu-west-1."
  }
}

variable "name" {
  type        = string
  description = "Name of the function."
  default     = "pixelgate"

  validation {
    condition     = length(var.name) > 2
    error_message = "name is too short."
  }
}

variable "image_uri" {
  type        = string
  description = "The gateway's image in ECR."

  validation {
    condition     = strcontains(var.image_uri, ".dkr.ecr.")
    error_message = "image_uri is an image in ECR."
  }
}

variable "store_url_secret_arn" {
  type        = string
  description = "The secret that holds the database's URL: postgresql://user:password@host/pixelgate?sslmode=require."

  validation {
    condition     = startswith(var.store_url_secret_arn, "arn:")
    error_message = "store_url_secret_arn is an ARN."
  }
}

variable "beta_token_secret_arn" {
  type        = string
  description = "The secret that holds the token of the orchestrator beta."

  validation {
    condition     = startswith(var.beta_token_secret_arn, "arn:")
    error_message = "beta_token_secret_arn is an ARN."
  }
}

variable "subnet_ids" {
  type        = set(string)
  description = "Private subnets with a way out, from which the RDS server is reached."

  validation {
    condition     = alltrue([for id in var.subnet_ids : startswith(id, "subnet-")])
    error_message = "subnet_ids are ids such as subnet-0123."
  }
}

variable "security_group_ids" {
  type        = set(string)
  description = "Security groups of the function; that of the RDS server lets them in."

  validation {
    condition     = alltrue([for id in var.security_group_ids : startswith(id, "sg-")])
    error_message = "security_group_ids are ids such as sg-0123."
  }
}

variable "alarm_email" {
  type        = string
  description = "Who is told when the budget is nearly used up."

  validation {
    condition     = strcontains(var.alarm_email, "@")
    error_message = "alarm_email is an address."
  }
}
