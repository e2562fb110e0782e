# What is seen of the function: what its logs say of money and refusals, and what AWS charges.

locals {
  namespace = "Pixelgate/${var.name}"
}

# The line that ends a request is "... request id=... account=... charge=0.000655360000 status=200 ms=412":
# its words become fields, and the numbers among them numbers.
resource "aws_cloudwatch_log_transformer" "gateway" {
  count = var.alerts == null ? 0 : 1

  log_group_arn = aws_cloudwatch_log_group.gateway.arn

  transformer_config {
    parse_key_value {
      field_delimiter     = " "
      key_value_delimiter = "="
    }
  }

  transformer_config {
    type_converter {
      entry {
        key  = "charge"
        type = "double"
      }
      entry {
        key  = "status"
        type = "integer"
      }
    }
  }
}

resource "aws_cloudwatch_log_metric_filter" "charge" {
  count = var.alerts == null ? 0 : 1

  name                      = "${var.name}-charge"
  log_group_name            = aws_cloudwatch_log_group.gateway.name
  pattern                   = "{ $.charge >= 0 }"
  apply_on_transformed_logs = true

  metric_transformation {
    name          = "ChargeUsd"
    namespace     = local.namespace
    value         = "$.charge"
    default_value = "0"
  }

  depends_on = [aws_cloudwatch_log_transformer.gateway]
}

resource "aws_cloudwatch_log_metric_filter" "refusals" {
  count = var.alerts == null ? 0 : 1

  name                      = "${var.name}-refusals"
  log_group_name            = aws_cloudwatch_log_group.gateway.name
  pattern                   = "{ $.status = 402 || $.status = 429 || $.status = 503 }"
  apply_on_transformed_logs = true

  metric_transformation {
    name          = "Refusals"
    namespace     = local.namespace
    value         = "1"
    default_value = "0"
  }

  depends_on = [aws_cloudwatch_log_transformer.gateway]
}

resource "aws_cloudwatch_metric_alarm" "charge" {
  count = var.alerts == null ? 0 : 1

  alarm_name          = "${var.name}-charge"
  alarm_description   = "Accounts of the gateway ${var.name} were charged more than usual. `pixelgate account NAME` says by whom and for what; caps and budgets bound it."
  namespace           = local.namespace
  metric_name         = aws_cloudwatch_log_metric_filter.charge[0].metric_transformation[0].name
  statistic           = "Sum"
  period              = 3600
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = var.alerts.charge_usd_per_hour
  treat_missing_data  = "notBreaching"
  alarm_actions       = var.alerts.topics
  tags                = var.tags
}

resource "aws_cloudwatch_metric_alarm" "refusals" {
  count = var.alerts == null ? 0 : 1

  alarm_name          = "${var.name}-refusals"
  alarm_description   = "402: over a cap or a budget; 429: over an account's rate; 503: no room, draining or no store. `GET /v1/prices` says whom each offer was too dear for."
  namespace           = local.namespace
  metric_name         = aws_cloudwatch_log_metric_filter.refusals[0].metric_transformation[0].name
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = var.alerts.refusals_per_5_min
  treat_missing_data  = "notBreaching"
  alarm_actions       = var.alerts.topics
  tags                = var.tags
}

resource "aws_budgets_budget" "account" {
  count = var.budget == null ? 0 : 1

  name         = var.name
  budget_type  = "COST"
  time_unit    = "MONTHLY"
  limit_amount = tostring(var.budget.usd_per_month)
  limit_unit   = "USD"
  tags         = var.tags

  dynamic "notification" {
    for_each = [50, 90]
    content {
      notification_type          = "ACTUAL"
      comparison_operator        = "GREATER_THAN"
      threshold                  = notification.value
      threshold_type             = "PERCENTAGE"
      subscriber_email_addresses = var.budget.emails
      subscriber_sns_topic_arns  = var.budget.topics
    }
  }

  notification {
    notification_type          = "FORECASTED"
    comparison_operator        = "GREATER_THAN"
    threshold                  = 100
    threshold_type             = "PERCENTAGE"
    subscriber_email_addresses = var.budget.emails
    subscriber_sns_topic_arns  = var.budget.topics
  }
}
