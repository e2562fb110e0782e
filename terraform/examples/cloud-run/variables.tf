variable "project_id" {
  type        = string
  description = "The project that everything is made in."

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]+$", var.project_id))
    error_message = "project_id is a project's id, such as my-project-123."
  }
}

variable "region" {
  type        = string
  description = "A region that has the worker's GPU."
  default     = "europe-west1"

  validation {
    condition     = can(regex("^[a-z]+-[a-z]+[0-9]+$", var.region))
    error_message = "region is one such as europe-west1."
  }
}

variable "gateway_image" {
  type        = string
  description = "The gateway's image."

  validation {
    condition     = strcontains(var.gateway_image, "/")
    error_message = "gateway_image names a registry and a repository."
  }
}

variable "worker_image" {
  type        = string
  description = "The worker's image, with CUDA."

  validation {
    condition     = strcontains(var.worker_image, "/")
    error_message = "worker_image names a registry and a repository."
  }
}

variable "store_url_secret" {
  type        = string
  description = "The secret that holds the database's URL: postgresql://user:password@10.1.2.3/pixelgate?sslmode=require."

  validation {
    condition     = length(var.store_url_secret) > 0
    error_message = "store_url_secret names a secret."
  }
}

variable "worker_token_secret" {
  type        = string
  description = "The secret that holds the token between gateway and worker."

  validation {
    condition     = length(var.worker_token_secret) > 0
    error_message = "worker_token_secret names a secret."
  }
}

variable "media_key_id_secret" {
  type        = string
  description = "The secret that holds the id of an HMAC key of the gateway's service account."

  validation {
    condition     = length(var.media_key_id_secret) > 0
    error_message = "media_key_id_secret names a secret."
  }
}

variable "media_key_secret" {
  type        = string
  description = "The secret that holds the secret of that HMAC key."

  validation {
    condition     = length(var.media_key_secret) > 0
    error_message = "media_key_secret names a secret."
  }
}

variable "vpc" {
  type = object({
    network    = string
    subnetwork = string
  })
  description = "The network from which the Cloud SQL server's private address is reached."

  validation {
    condition     = length(var.vpc.network) > 0 && length(var.vpc.subnetwork) > 0
    error_message = "vpc needs a network and a subnetwork."
  }
}

variable "billing_account" {
  type        = string
  description = "The billing account that the project is paid with."

  validation {
    condition     = can(regex("^[0-9A-F]{6}(-[0-9A-F]{6}){2}$", var.billing_account))
    error_message = "billing_account is an id such as 01AB23-45CD67-89EF01."
  }
}

variable "notification_channels" {
  type        = list(string)
  description = "Who is told of alerts, such as projects/my-project/notificationChannels/123."
  default     = []

  validation {
    condition     = alltrue([for one in var.notification_channels : startswith(one, "projects/")])
    error_message = "notification_channels are ids such as projects/my-project/notificationChannels/123."
  }
}
