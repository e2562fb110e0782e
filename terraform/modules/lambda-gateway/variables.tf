variable "name" {
  type        = string
  description = "Name of the function, and the beginning of all other names."
  default     = "pixelgate"
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,30}[a-z0-9]$", var.name))
    error_message = "name is 3 to 32 of a-z 0-9 -, begins with a letter and does not end with a hyphen: a bucket has no other names."
  }
}

variable "image_uri" {
  type        = string
  description = "The gateway's container image in ECR, with a tag or, better, a digest."
  nullable    = false

  validation {
    condition     = can(regex("^[0-9]{12}[.]dkr[.]ecr[.][a-z0-9-]+[.]amazonaws[.]com(?:[.]cn)?/[^\\s:@]+(?::[A-Za-z0-9_.-]+|@sha256:[0-9a-f]{64})$", var.image_uri))
    error_message = "image_uri names an image in ECR with a tag or digest: Lambda takes no others."
  }
}

variable "architecture" {
  type        = string
  description = "What the image was built for."
  default     = "x86_64"
  nullable    = false

  validation {
    condition     = contains(["x86_64", "arm64"], var.architecture)
    error_message = "architecture is x86_64 or arm64."
  }
}

variable "memory_mib" {
  type        = number
  description = "Memory in MiB; the share of a CPU grows with it, a whole one at 1769."
  default     = 1024
  nullable    = false

  validation {
    condition     = var.memory_mib >= 512 && var.memory_mib <= 10240 && floor(var.memory_mib) == var.memory_mib
    error_message = "memory_mib is a whole number within 512 and 10240."
  }
}

variable "ephemeral_mib" {
  type        = number
  description = "Space for files in MiB: uploads on their way and the results that are kept for equal requests."
  default     = 1024
  nullable    = false

  validation {
    condition     = var.ephemeral_mib >= 512 && var.ephemeral_mib <= 10240 && floor(var.ephemeral_mib) == var.ephemeral_mib
    error_message = "ephemeral_mib is a whole number within 512 and 10240."
  }
}

variable "timeout_seconds" {
  type        = number
  description = "When Lambda ends a request; the gateway gives up 5 s before (limits.request), so that its client gets an answer."
  default     = 120
  nullable    = false

  validation {
    condition     = var.timeout_seconds >= 30 && var.timeout_seconds <= 900 && floor(var.timeout_seconds) == var.timeout_seconds
    error_message = "timeout_seconds is a whole number within 30 and 900, the most that Lambda allows."
  }
}

variable "min_instances" {
  type        = number
  description = "Environments that are kept ready, and billed, when nobody asks (provisioned concurrency); 0 scales to zero."
  default     = 0
  nullable    = false

  validation {
    condition     = var.min_instances >= 0 && floor(var.min_instances) == var.min_instances
    error_message = "min_instances is a whole number, 0 or more."
  }
}

variable "max_instances" {
  type        = number
  description = "The most requests at a time, each in an environment of its own (reserved concurrency)."
  default     = 20
  nullable    = false

  validation {
    condition     = var.max_instances >= 1 && var.max_instances <= 1000 && floor(var.max_instances) == var.max_instances
    error_message = "max_instances is a whole number within 1 and 1000."
  }

  validation {
    condition     = var.max_instances >= var.min_instances
    error_message = "max_instances is below min_instances."
  }
}

variable "invoke_mode" {
  type        = string
  description = "How the function URL takes answers: BUFFERED, or RESPONSE_STREAM for an image that streams them."
  default     = "BUFFERED"
  nullable    = false

  validation {
    condition     = contains(["BUFFERED", "RESPONSE_STREAM"], var.invoke_mode)
    error_message = "invoke_mode is BUFFERED or RESPONSE_STREAM."
  }
}

variable "invokers" {
  type        = map(string)
  description = "Who may call the function's URL, by a name of your choice, beside the accounts' keys that it asks for itself: the ARN of a role or user, or the number of an AWS account."
  default     = {}
  nullable    = false

  validation {
    condition     = alltrue([for one in values(var.invokers) : can(regex("^(arn:aws[a-z-]*:iam::[0-9]{12}:(role|user)/[^*]+|[0-9]{12})$", one))])
    error_message = "invokers are ARNs of roles or users, or account numbers; for everybody there is public."
  }
}

variable "public" {
  type        = bool
  description = "Whether everybody may call the function's URL: clients of the Livepeer API have a gateway's key and sign nothing for AWS. Keys are asked for all the same."
  default     = false
  nullable    = false
}

variable "public_url" {
  type        = string
  description = "Where clients reach the function, such as a CloudFront distribution before it; the base of media URLs. null takes what the client addressed."
  default     = null

  validation {
    condition     = var.public_url == null || can(regex("^https://[^/?#\\s]+(/[^?#\\s]*)?$", var.public_url))
    error_message = "public_url is an https URL without a query."
  }
}

variable "orchestrators" {
  type = list(object({
    name    = string
    url     = string
    kind    = string
    tls     = optional(string)
    token   = optional(string)
    charged = optional(string)
    offers = optional(list(object({
      pipeline = string
      model    = string
      price    = string
      formats  = optional(list(string))
    })))
  }))
  description = "Whom the gateway buys from, as in its own configuration. A token is the name of a variable of secrets, written as $${NAME}."
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for one in var.orchestrators : contains(["livepeer", "ai-runner", "pixelgate"], one.kind)])
    error_message = "an orchestrator's kind is livepeer, ai-runner or pixelgate."
  }

  validation {
    condition     = length(distinct(var.orchestrators[*].name)) == length(var.orchestrators)
    error_message = "two orchestrators have one name."
  }

  validation {
    condition     = alltrue([for one in var.orchestrators : one.token == null || can(regex("^[$][{][A-Z][A-Z0-9_]*[}]$", one.token))])
    error_message = "a token must be a reference to a variable of secrets, such as $${BETA_TOKEN}."
  }
}

variable "secrets" {
  type        = map(string)
  description = "Environment variables that come from Secrets Manager, by name: the secret's ARN, with its six characters at the end. PIXELGATE_STORE_URL is the database."
  default     = {}
  nullable    = false

  validation {
    condition     = alltrue([for name in keys(var.secrets) : can(regex("^[A-Z][A-Z0-9_]*$", name)) && !startswith(name, "AWS_") && !startswith(name, "LAMBDA_")])
    error_message = "secrets are named like environment variables, and not like those that Lambda sets."
  }

  validation {
    condition     = alltrue([for arn in values(var.secrets) : can(regex("^arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:[A-Za-z0-9/_+=.@-]+$", arn))])
    error_message = "secrets are ARNs of whole secrets in Secrets Manager, without a wildcard."
  }
}

variable "environment" {
  type        = map(string)
  description = "Further keys of the gateway's configuration, as environment variables, such as PIXELGATE_POLICY; nothing secret."
  default     = {}
  nullable    = false

  validation {
    condition     = alltrue([for name in keys(var.environment) : can(regex("^PIXELGATE_[A-Z][A-Z0-9_]*$", name))])
    error_message = "environment has keys of the gateway's configuration only, such as PIXELGATE_POLICY."
  }

  validation {
    condition     = alltrue([for name in ["PIXELGATE_STORE_URL", "PIXELGATE_SIGNING_KEY", "PIXELGATE_WORKER_TOKEN"] : !contains(keys(var.environment), name)])
    error_message = "PIXELGATE_STORE_URL, PIXELGATE_SIGNING_KEY and PIXELGATE_WORKER_TOKEN are secrets: they belong into secrets."
  }
}

variable "vpc" {
  type = object({
    subnet_ids         = set(string)
    security_group_ids = set(string)
  })
  description = "Private subnets and security groups, to reach the RDS server that PIXELGATE_STORE_URL names. The subnets need a way out (NAT) to the orchestrators."
  default     = null

  validation {
    condition     = var.vpc == null || try(length(var.vpc.subnet_ids) > 0 && length(var.vpc.security_group_ids) > 0, false)
    error_message = "vpc needs at least one subnet and one security group."
  }
}

variable "media" {
  type = object({
    days         = optional(number, 1)
    cors_origins = optional(set(string), [])
  })
  description = "For how many days results are kept, and which web pages may load them."
  default     = {}
  nullable    = false

  validation {
    condition     = var.media.days >= 1 && var.media.days <= 365 && floor(var.media.days) == var.media.days
    error_message = "media.days is a whole number within 1 and 365."
  }

  validation {
    condition     = alltrue([for origin in var.media.cors_origins : can(regex("^https://[^/?#\\s*]+$", origin))])
    error_message = "media.cors_origins are origins such as https://app.example, without a path; never *."
  }
}

variable "budget" {
  type = object({
    usd_per_month = number
    emails        = optional(set(string), [])
    topics        = optional(set(string), [])
  })
  description = "A monthly budget for what the AWS account costs, with alarms at half and nine tenths of it and when it is forecast to be exceeded. What orchestrators cost is not in it: see alerts."
  default     = null

  validation {
    condition     = var.budget == null || try(var.budget.usd_per_month > 0, false)
    error_message = "budget.usd_per_month must be above 0."
  }

  validation {
    condition     = var.budget == null || try(length(var.budget.emails) + length(var.budget.topics) > 0, false)
    error_message = "budget needs somebody to tell: emails or topics."
  }
}

variable "alerts" {
  type = object({
    charge_usd_per_hour = optional(number, 5)
    refusals_per_5_min  = optional(number, 50)
    topics              = optional(set(string), [])
  })
  description = "Alarms on what accounts are charged and on requests that are refused (402, 429, 503), and the SNS topics that they go to. null makes none."
  default     = {}

  validation {
    condition     = var.alerts == null || try(var.alerts.charge_usd_per_hour > 0 && var.alerts.refusals_per_5_min >= 1, false)
    error_message = "alerts.charge_usd_per_hour must be above 0 and alerts.refusals_per_5_min at least 1."
  }

  validation {
    condition     = var.alerts == null || try(alltrue([for topic in var.alerts.topics : can(regex("^arn:aws[a-z-]*:sns:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_-]+$", topic))]), false)
    error_message = "alerts.topics are ARNs of SNS topics."
  }
}

variable "log_retention_days" {
  type        = number
  description = "How long the function's logs are kept."
  default     = 30
  nullable    = false

  validation {
    condition     = contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653], var.log_retention_days)
    error_message = "log_retention_days is one of the numbers that CloudWatch has, such as 7, 14, 30, 90 or 365."
  }
}

variable "kms_key_arn" {
  type        = string
  description = "The key that the function's environment is encrypted with, where its secrets are; null for that of Lambda."
  default     = null

  validation {
    condition     = var.kms_key_arn == null || can(regex("^arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/[^*]+$", var.kms_key_arn))
    error_message = "kms_key_arn is the ARN of a key."
  }
}

variable "tags" {
  type        = map(string)
  description = "Tags of everything that can have some."
  default     = {}
  nullable    = false

  validation {
    condition     = alltrue([for key in keys(var.tags) : length(key) <= 128 && !startswith(lower(key), "aws:")])
    error_message = "tags have names of up to 128 characters, and not those that begin with aws:."
  }
}

variable "force_destroy" {
  type        = bool
  description = "Whether terraform destroy removes the media bucket with the pictures in it."
  default     = false
  nullable    = false
}
