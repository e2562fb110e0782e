terraform {
  required_version = ">= 1.9.0"
  required_providers {
    aws = {
      source = "hashicorp/aws"
      # Lambda's permission to be called by a function URL alone is known since 6.28.
      version = "~> 6.28"
    }
  }
}
