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
  description = "Where the worker is; not every region has every GPU."
  nullable    = false

  validation {
    condition     = can(regex("^[a-z]+-[a-z]+[0-9]+$", var.region))
    error_message = "region is one such as europe-west1, not a zone."
  }
}

variable "name" {
  type        = string
  description = "Name of the service and its service account, and the beginning of all other names."
  default     = "pixelgate-worker"
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{4,28}[a-z0-9]$", var.name))
    error_message = "name is 6 to 30 of a-z 0-9 -, begins with a letter and does not end with a hyphen: a service account has no other names."
  }
}

variable "image" {
  type        = string
  description = "The worker's container image, with CUDA when there is a gpu, with a tag or, better, a digest."
  nullable    = false

  validation {
    condition     = can(regex("^[^\\s:@]+(:[0-9]+)?(/[^\\s:@]+)+(:[A-Za-z0-9_.-]+|@sha256:[0-9a-f]{64})$", var.image))
    error_message = "image names a registry, a repository and a tag or digest: without one, what runs would change by itself."
  }
}

variable "gpu" {
  type        = string
  description = "The GPU of an instance; null makes a worker that computes on its CPUs."
  default     = "nvidia-l4"

  validation {
    condition     = var.gpu == null || contains(["nvidia-l4", "nvidia-rtx-pro-6000"], coalesce(var.gpu, "none"))
    error_message = "gpu is nvidia-l4 or nvidia-rtx-pro-6000, or null."
  }
}

variable "gpu_zonal_redundancy" {
  type        = bool
  description = "Whether GPUs are kept ready in other zones, which costs more for each second."
  default     = false
  nullable    = false
}

variable "cpu" {
  type        = number
  description = "vCPUs of an instance. Pictures are coded on them."
  default     = 4
  nullable    = false

  validation {
    condition     = var.cpu >= 1 && floor(var.cpu) == var.cpu
    error_message = "cpu is a whole number, 1 or more."
  }
}

variable "memory_gib" {
  type        = number
  description = "Memory of an instance in GiB."
  default     = 16
  nullable    = false

  validation {
    condition     = var.memory_gib >= 1 && floor(var.memory_gib) == var.memory_gib
    error_message = "memory_gib is a whole number, 1 or more."
  }
}

variable "cpu_always" {
  type        = bool
  description = "Whether an instance has its CPU, and is billed, between requests too; null takes what the worker needs: yes with a GPU, else no."
  default     = null
}

variable "min_instances" {
  type        = number
  description = "Instances that are kept, and billed, when nobody asks; 0 scales to zero, and the next job waits for an instance and its models."
  default     = 0
  nullable    = false

  validation {
    condition     = var.min_instances >= 0 && floor(var.min_instances) == var.min_instances
    error_message = "min_instances is a whole number, 0 or more."
  }
}

variable "max_instances" {
  type        = number
  description = "The most instances, each with its GPU."
  default     = 1
  nullable    = false

  validation {
    condition     = var.max_instances >= 1 && var.max_instances <= 100 && floor(var.max_instances) == var.max_instances
    error_message = "max_instances is a whole number within 1 and 100."
  }

  validation {
    condition     = var.max_instances >= var.min_instances
    error_message = "max_instances is below min_instances."
  }
}

variable "concurrency" {
  type        = number
  description = "Jobs that an instance is given at a time: it works on one and keeps the others in its queue (self-hosted.queue)."
  default     = 4
  nullable    = false

  validation {
    condition     = var.concurrency >= 1 && var.concurrency <= 64 && floor(var.concurrency) == var.concurrency
    error_message = "concurrency is a whole number within 1 and 64."
  }
}

variable "timeout_seconds" {
  type        = number
  description = "When Cloud Run cuts a job off; the worker gives up 5 s before (limits.request)."
  default     = 300
  nullable    = false

  validation {
    condition     = var.timeout_seconds >= 30 && var.timeout_seconds <= 3600 && floor(var.timeout_seconds) == var.timeout_seconds
    error_message = "timeout_seconds is a whole number within 30 and 3600, the most that Cloud Run allows."
  }
}

variable "ingress" {
  type        = string
  description = "From where the worker can be reached at all; a gateway on Cloud Run is inside only when all of its traffic goes through a network."
  default     = "INGRESS_TRAFFIC_ALL"
  nullable    = false

  validation {
    condition     = contains(["INGRESS_TRAFFIC_ALL", "INGRESS_TRAFFIC_INTERNAL_ONLY"], var.ingress)
    error_message = "ingress is INGRESS_TRAFFIC_ALL or INGRESS_TRAFFIC_INTERNAL_ONLY."
  }
}

variable "gateways" {
  type        = map(string)
  description = "Who may call the worker: the service accounts of gateways, by a name of your choice; what the gateway module has as service_account."
  nullable    = false

  validation {
    condition     = alltrue([for one in values(var.gateways) : can(regex("^serviceAccount:[^\\s:]+$", one))])
    error_message = "gateways are service accounts, serviceAccount:...; nobody else calls a worker, and never everybody."
  }
}

variable "token" {
  type = object({
    secret  = string
    version = optional(string, "latest")
  })
  description = "The secret (its id, or projects/P/secrets/ID) that holds the bearer token which the worker asks gateways for, beside their identity."
  nullable    = false

  validation {
    condition     = can(regex("^(projects/[^/]+/secrets/)?[A-Za-z0-9_-]+$", var.token.secret))
    error_message = "token.secret is a secret's id, or projects/P/secrets/ID."
  }
}

variable "models_bucket" {
  type        = string
  description = "A bucket whose folders are further models (self-hosted.models); null for those of the image only."
  default     = null

  validation {
    condition     = var.models_bucket == null || can(regex("^[a-z0-9][a-z0-9._-]{1,220}[a-z0-9]$", var.models_bucket))
    error_message = "models_bucket is a bucket's name, without gs://."
  }
}

variable "default_model" {
  type        = string
  description = "The model that a job without one is done with (defaults.upscale); null for the worker's own."
  default     = null

  validation {
    condition     = var.default_model == null || can(regex("^[A-Za-z0-9._/-]{1,200}$", var.default_model))
    error_message = "default_model is a model's id, such as xinntao/realesr-general-x4v3."
  }
}

variable "environment" {
  type        = map(string)
  description = "Further keys of the worker's configuration, as environment variables; nothing secret."
  default     = {}
  nullable    = false

  validation {
    condition     = alltrue([for name in keys(var.environment) : can(regex("^PIXELGATE_[A-Z][A-Z0-9_]*$", name)) && name != "PIXELGATE_WORKER_TOKEN"])
    error_message = "environment has keys of the worker's configuration only, such as PIXELGATE_LIMITS_SIDE; the token is a secret and has a variable of its own."
  }
}

variable "log_retention_days" {
  type        = number
  description = "How long the worker's logs are kept in a bucket of their own."
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
