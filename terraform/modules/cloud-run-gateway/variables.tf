variable "project_id" {
  type        = string
  description = "The project that everything is made in."
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{4,28}[a-z0-9]$", var.project_id))
    error_message = "project_id is a project's id, such as my-project-123, not its number or name."
  }
}

variable "region" {
  type        = string
  description = "Where the service, its logs and its media are, such as europe-west1."
  nullable    = false

  validation {
    condition     = can(regex("^[a-z]+-[a-z]+[0-9]+$", var.region))
    error_message = "region is one such as europe-west1, not a zone."
  }
}

variable "name" {
  type        = string
  description = "Name of the service and its service account, and the beginning of all other names."
  default     = "pixelgate"
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{4,28}[a-z0-9]$", var.name))
    error_message = "name is 6 to 30 of a-z 0-9 -, begins with a letter and does not end with a hyphen: a service account has no other names."
  }

  validation {
    condition     = length("${var.project_id}-${var.name}-media") <= 63
    error_message = "the media bucket would be named ${var.project_id}-${var.name}-media, and a bucket's name has 63 characters at most."
  }
}

variable "image" {
  type        = string
  description = "The gateway's container image, with a tag or, better, a digest."
  nullable    = false

  validation {
    condition     = can(regex("^[^\\s:@]+(:[0-9]+)?(/[^\\s:@]+)+(:[A-Za-z0-9_.-]+|@sha256:[0-9a-f]{64})$", var.image))
    error_message = "image names a registry, a repository and a tag or digest: without one, what runs would change by itself."
  }
}

variable "min_instances" {
  type        = number
  description = "Instances that are kept when nobody asks; 0 scales to zero."
  default     = 0
  nullable    = false

  validation {
    condition     = var.min_instances >= 0 && floor(var.min_instances) == var.min_instances
    error_message = "min_instances is a whole number, 0 or more."
  }
}

variable "max_instances" {
  type        = number
  description = "The most instances; with the concurrency it bounds what can be spent at a time."
  default     = 3
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

variable "concurrency" {
  type        = number
  description = "Pipeline requests that one instance takes at a time (limits.concurrent)."
  default     = 80
  nullable    = false

  validation {
    condition     = var.concurrency >= 1 && var.concurrency <= 1000 && floor(var.concurrency) == var.concurrency
    error_message = "concurrency is a whole number within 1 and 1000, the most that Cloud Run gives an instance."
  }
}

variable "cpu" {
  type        = number
  description = "vCPUs of an instance."
  default     = 1
  nullable    = false

  validation {
    condition     = contains([1, 2, 4, 8], var.cpu)
    error_message = "cpu is 1, 2, 4 or 8: with less than 1 an instance could take only one request at a time."
  }
}

variable "memory_mib" {
  type        = number
  description = "Memory of an instance in MiB. Its files are in memory too: uploads on their way, and the results that are kept for equal requests."
  default     = 1024
  nullable    = false

  validation {
    condition     = var.memory_mib >= 512 && var.memory_mib <= 32768 && floor(var.memory_mib) == var.memory_mib
    error_message = "memory_mib is a whole number within 512 and 32768."
  }
}

variable "cpu_always" {
  type        = bool
  description = "Whether an instance has its CPU between requests too, and is billed for it: orchestrators are then asked on time, and not when the next request comes."
  default     = false
  nullable    = false
}

variable "timeout_seconds" {
  type        = number
  description = "When Cloud Run cuts a request off; the gateway gives up 5 s before (limits.request), so that its client gets an answer."
  default     = 300
  nullable    = false

  validation {
    condition     = var.timeout_seconds >= 30 && var.timeout_seconds <= 3600 && floor(var.timeout_seconds) == var.timeout_seconds
    error_message = "timeout_seconds is a whole number within 30 and 3600, the most that Cloud Run allows."
  }
}

variable "ingress" {
  type        = string
  description = "From where the service can be reached at all."
  default     = "INGRESS_TRAFFIC_ALL"
  nullable    = false

  validation {
    condition     = contains(["INGRESS_TRAFFIC_ALL", "INGRESS_TRAFFIC_INTERNAL_ONLY", "INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER"], var.ingress)
    error_message = "ingress is INGRESS_TRAFFIC_ALL, INGRESS_TRAFFIC_INTERNAL_ONLY or INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER."
  }
}

variable "invokers" {
  type        = set(string)
  description = "Who may call the service, beside the accounts' keys that it asks for itself, such as serviceAccount:web@my-project.iam.gserviceaccount.com."
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for one in var.invokers : can(regex("^(user|group|serviceAccount|domain|principal|principalSet):.+$", one))])
    error_message = "invokers are members such as serviceAccount:..., group:... or user:...; for everybody there is public."
  }
}

variable "public" {
  type        = bool
  description = "Whether everybody may call the service: clients of the Livepeer API have a gateway's key and no Google identity. Keys are asked for all the same."
  default     = false
  nullable    = false
}

variable "public_url" {
  type        = string
  description = "Where clients reach the service, when that is not its own address at Cloud Run; the base of media URLs."
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
    auth    = optional(object({ google-id-token = string }))
    charged = optional(string)
    offers = optional(list(object({
      pipeline = string
      model    = string
      price    = string
      formats  = optional(list(string))
    })))
  }))
  description = "Whom the gateway buys from, as in its own configuration. A token is the name of a variable of secrets, written as $${NAME}; auth is for one on Cloud Run that this gateway may invoke, its google-id-token the URL of that service."
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
    error_message = "a token must be a reference to a variable of secrets, such as $${WORKER_TOKEN}: written here it would stand in the service's settings, where everybody who sees the service sees it."
  }
}

variable "secrets" {
  type = map(object({
    secret  = string
    version = optional(string, "latest")
  }))
  description = "Environment variables that come from Secret Manager, by name: the secret's id (or projects/P/secrets/ID) and version. PIXELGATE_STORE_URL is the database; AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are an HMAC key of the service account, for the media bucket."
  default     = {}
  nullable    = false

  validation {
    condition     = alltrue([for name in keys(var.secrets) : can(regex("^[A-Z][A-Z0-9_]*$", name)) && !startswith(name, "K_") && name != "PORT"])
    error_message = "secrets are named like environment variables, and not like those that Cloud Run sets."
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
    network    = string
    subnetwork = string
  })
  description = "A network to reach private addresses through, such as the private address of a Cloud SQL server that PIXELGATE_STORE_URL names."
  default     = null

  validation {
    condition     = var.vpc == null || try(length(var.vpc.network) > 0 && length(var.vpc.subnetwork) > 0, false)
    error_message = "vpc needs a network and a subnetwork."
  }
}

variable "media" {
  type = object({
    store        = optional(string, "bucket")
    days         = optional(number, 1)
    cors_origins = optional(set(string), [])
  })
  description = "Where results are kept, for how many days, and which web pages may load them. store = instance keeps them in the one instance that made them."
  default     = {}
  nullable    = false

  validation {
    condition     = contains(["bucket", "instance"], var.media.store)
    error_message = "media.store is bucket or instance."
  }

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
    billing_account = string
    units           = number
    currency        = optional(string)
  })
  description = "A monthly budget for what the project costs at Google, with alarms at half, nine tenths and all of it. What orchestrators cost is not in it: see alerts."
  default     = null

  validation {
    condition     = var.budget == null || try(var.budget.units > 0 && floor(var.budget.units) == var.budget.units, false)
    error_message = "budget.units is a whole number above 0."
  }

  validation {
    condition     = var.budget == null || can(regex("^[0-9A-F]{6}-[0-9A-F]{6}-[0-9A-F]{6}$", var.budget.billing_account))
    error_message = "budget.billing_account is an id such as 01AB23-45CD67-89EF01."
  }
}

variable "alerts" {
  type = object({
    charge_usd_per_hour = optional(number, 5)
    refusals_per_5_min  = optional(number, 50)
    channels            = optional(list(string), [])
  })
  description = "Alerts on what accounts are charged and on requests that are refused (402, 429, 503), and the notification channels that they go to. null makes none."
  default     = {}

  validation {
    condition     = var.alerts == null || try(var.alerts.charge_usd_per_hour > 0 && var.alerts.refusals_per_5_min >= 1, false)
    error_message = "alerts.charge_usd_per_hour must be above 0 and alerts.refusals_per_5_min at least 1."
  }

  validation {
    condition     = var.alerts == null || try(alltrue([for channel in var.alerts.channels : can(regex("^projects/[^/]+/notificationChannels/[0-9]+$", channel))]), false)
    error_message = "alerts.channels are ids such as projects/my-project/notificationChannels/123."
  }
}

variable "log_retention_days" {
  type        = number
  description = "How long the service's logs are kept in a bucket of their own."
  default     = 30
  nullable    = false

  validation {
    condition     = var.log_retention_days >= 1 && var.log_retention_days <= 3650 && floor(var.log_retention_days) == var.log_retention_days
    error_message = "log_retention_days is a whole number within 1 and 3650."
  }
}

variable "labels" {
  type        = map(string)
  description = "Labels of everything that can have some."
  default     = {}
  nullable    = false

  validation {
    condition     = alltrue([for key, value in var.labels : can(regex("^[a-z][a-z0-9_-]{0,62}$", key)) && can(regex("^[a-z0-9_-]{0,63}$", value))])
    error_message = "labels are of a-z 0-9 _ -, up to 63 of them, and begin with a letter."
  }
}

variable "deletion_protection" {
  type        = bool
  description = "Whether terraform destroy refuses to remove the service."
  default     = true
  nullable    = false
}
