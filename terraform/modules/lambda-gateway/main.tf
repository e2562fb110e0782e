data "aws_region" "this" {}

data "aws_partition" "this" {}

# Lambda's environment has no references to secrets: they are read here, by whoever applies this.
# The function itself may read none.
data "aws_secretsmanager_secret_version" "this" {
  for_each = var.secrets

  secret_id = each.value
}

locals {
  # Neither YAML nor JSON has a word for "not given" that the gateway would read.
  orchestrators = [
    for one in var.orchestrators : merge(
      { for key, value in one : key => value if value != null && key != "offers" },
      one.offers == null ? {} : {
        offers = [for offer in one.offers : { for key, value in offer : key => value if value != null }]
      }
    )
  ]

  # What holds here whatever else is set: see docs/reference.md of the project.
  fixed = merge(
    {
      PIXELGATE_ROLE           = "gateway"
      PIXELGATE_AUTH           = "keys"
      PIXELGATE_METRICS        = "operator"
      PIXELGATE_DATA           = "/tmp/pixelgate"
      PIXELGATE_LIMITS_REQUEST = "${var.timeout_seconds - 5} s"
      PIXELGATE_MEDIA_TTL      = "${var.media.days * 24} h"
      PIXELGATE_MEDIA_URL      = "s3://${aws_s3_bucket.media.bucket}?endpoint=https://s3.${data.aws_region.this.region}.amazonaws.com&region=${data.aws_region.this.region}"
    },
    { PIXELGATE_LAMBDA_INVOKE_MODE = lower(replace(var.invoke_mode, "_", "-")) },
    length(local.orchestrators) == 0 ? {} : { PIXELGATE_ORCHESTRATORS = jsonencode(local.orchestrators) },
    length(var.media.cors_origins) == 0 ? {} : { PIXELGATE_CORS_ORIGINS = jsonencode(var.media.cors_origins) },
    var.public_url == null ? {} : { PIXELGATE_PUBLIC_URL = var.public_url }
  )

  defaults = {
    # Lambda takes 6 MB, and a picture of 4 MiB is 5.6 MB in base64.
    PIXELGATE_LIMITS_BODY = "4 MiB"
    PIXELGATE_CACHE_BYTES = "${floor(var.ephemeral_mib / 4)} MiB"
  }
  environment = merge(local.defaults, var.environment, local.fixed)

  referenced = [for one in var.orchestrators : trimsuffix(trimprefix(one.token, "$${"), "}") if one.token != null]
}

resource "aws_cloudwatch_log_group" "gateway" {
  name              = "/aws/lambda/${var.name}"
  retention_in_days = var.log_retention_days
  tags              = var.tags
}

data "aws_iam_policy_document" "assume" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["lambda.amazonaws.com"]
    }
  }
}

data "aws_iam_policy_document" "gateway" {
  statement {
    sid       = "Media"
    actions   = ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"]
    resources = ["${aws_s3_bucket.media.arn}/*"]
  }

  # Without it S3 says of a picture that is not there that it is forbidden.
  statement {
    sid       = "Absence"
    actions   = ["s3:ListBucket"]
    resources = [aws_s3_bucket.media.arn]
  }

  statement {
    sid       = "Logs"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.gateway.arn}:*"]
  }
}

resource "aws_iam_role" "gateway" {
  name               = var.name
  assume_role_policy = data.aws_iam_policy_document.assume.json
  tags               = var.tags
}

resource "aws_iam_role_policy" "gateway" {
  name   = var.name
  role   = aws_iam_role.gateway.id
  policy = data.aws_iam_policy_document.gateway.json
}

# To join a network Lambda needs what no policy can confine to one network: AWS's own list of it.
resource "aws_iam_role_policy_attachment" "vpc" {
  count = var.vpc == null ? 0 : 1

  role       = aws_iam_role.gateway.name
  policy_arn = "arn:${data.aws_partition.this.partition}:iam::aws:policy/service-role/AWSLambdaENIManagementAccess"
}

resource "aws_lambda_function" "gateway" {
  function_name                  = var.name
  role                           = aws_iam_role.gateway.arn
  package_type                   = "Image"
  image_uri                      = var.image_uri
  architectures                  = [var.architecture]
  memory_size                    = var.memory_mib
  timeout                        = var.timeout_seconds
  reserved_concurrent_executions = var.max_instances
  publish                        = true
  kms_key_arn                    = var.kms_key_arn
  tags                           = var.tags

  ephemeral_storage {
    size = var.ephemeral_mib
  }

  environment {
    variables = merge(local.environment, {
      for name, version in data.aws_secretsmanager_secret_version.this : name => version.secret_string
    })
  }

  # The lines are the gateway's own, key=value.
  logging_config {
    log_format = "Text"
    log_group  = aws_cloudwatch_log_group.gateway.name
  }

  dynamic "vpc_config" {
    for_each = var.vpc == null ? [] : [var.vpc]
    content {
      subnet_ids         = vpc_config.value.subnet_ids
      security_group_ids = vpc_config.value.security_group_ids
    }
  }

  depends_on = [aws_iam_role_policy.gateway, aws_iam_role_policy_attachment.vpc]

  lifecycle {
    precondition {
      condition     = length(setintersection(keys(local.fixed), keys(var.environment))) == 0
      error_message = "These keys are set by other variables of this module: ${join(", ", setintersection(keys(local.fixed), keys(var.environment)))}."
    }

    precondition {
      condition     = length(setintersection(concat(keys(local.fixed), keys(var.environment)), keys(var.secrets))) == 0
      error_message = "These variables are secrets and settings at once: ${join(", ", setintersection(concat(keys(local.fixed), keys(var.environment)), keys(var.secrets)))}."
    }

    precondition {
      condition     = length(setsubtract(local.referenced, keys(var.secrets))) == 0
      error_message = "Tokens of orchestrators refer to variables that secrets does not have: ${join(", ", setsubtract(local.referenced, keys(var.secrets)))}."
    }

    precondition {
      condition     = length(var.orchestrators) > 0 || contains(keys(var.environment), "PIXELGATE_DISCOVERY_WEBHOOK") || contains(keys(var.secrets), "PIXELGATE_ORCHESTRATORS")
      error_message = "There is nobody to buy from: name orchestrators, or PIXELGATE_DISCOVERY_WEBHOOK in environment."
    }

    precondition {
      condition     = contains(keys(var.secrets), "PIXELGATE_STORE_URL")
      error_message = "Each request may have an environment of its own: accounts, budgets and receipts need a database, whose URL is the secret PIXELGATE_STORE_URL."
    }
  }
}

# What URL and ready environments belong to: versions come and go.
resource "aws_lambda_alias" "live" {
  name             = "live"
  function_name    = aws_lambda_function.gateway.function_name
  function_version = aws_lambda_function.gateway.version
}

resource "aws_lambda_provisioned_concurrency_config" "live" {
  count = var.min_instances == 0 ? 0 : 1

  function_name                     = aws_lambda_function.gateway.function_name
  qualifier                         = aws_lambda_alias.live.name
  provisioned_concurrent_executions = var.min_instances
}

resource "aws_lambda_function_url" "live" {
  function_name      = aws_lambda_function.gateway.function_name
  qualifier          = aws_lambda_alias.live.name
  authorization_type = var.public ? "NONE" : "AWS_IAM"
  invoke_mode        = var.invoke_mode
}

# A URL's caller needs both: one to use the URL, one to have the function run, by its URL only.
resource "aws_lambda_permission" "url" {
  for_each = var.public ? { public = "*" } : var.invokers

  statement_id           = "url-${each.key}"
  action                 = "lambda:InvokeFunctionUrl"
  function_name          = aws_lambda_function.gateway.function_name
  qualifier              = aws_lambda_alias.live.name
  principal              = each.value
  function_url_auth_type = aws_lambda_function_url.live.authorization_type
}

resource "aws_lambda_permission" "invoke" {
  for_each = var.public ? { public = "*" } : var.invokers

  statement_id             = "invoke-${each.key}"
  action                   = "lambda:InvokeFunction"
  function_name            = aws_lambda_function.gateway.function_name
  qualifier                = aws_lambda_alias.live.name
  principal                = each.value
  invoked_via_function_url = true
}
