mock_provider "aws" {
  source          = "./tests/mocks"
  override_during = plan
}

run "keeps_logs_for_as_long_as_it_is_said" {
  command = plan

  variables {
    log_retention_days = 7
  }
  assert {
    condition     = aws_cloudwatch_log_group.gateway.retention_in_days == 7 && aws_lambda_function.gateway.logging_config[0].log_group == aws_cloudwatch_log_group.gateway.name
    error_message = "logs stay longer, or go elsewhere"
  }
}

run "watches_charges_and_refusals" {
  command = plan

  variables {
    alerts = { charge_usd_per_hour = 2.5, refusals_per_5_min = 10, topics = ["arn:aws:sns:eu-west-1:123456789012:alarms"] }
  }
  assert {
    condition     = aws_cloudwatch_metric_alarm.charge[0].threshold == 2.5 && aws_cloudwatch_metric_alarm.charge[0].period == 3600 && aws_cloudwatch_metric_alarm.charge[0].metric_name == "ChargeUsd"
    error_message = "no alarm on charges"
  }
  assert {
    condition     = aws_cloudwatch_metric_alarm.refusals[0].threshold == 10 && aws_cloudwatch_metric_alarm.refusals[0].period == 300 && aws_cloudwatch_metric_alarm.refusals[0].metric_name == "Refusals"
    error_message = "no alarm on refusals"
  }
  assert {
    condition = alltrue([
      for alarm in [aws_cloudwatch_metric_alarm.charge[0], aws_cloudwatch_metric_alarm.refusals[0]] :
      alarm.alarm_actions == toset(["arn:aws:sns:eu-west-1:123456789012:alarms"]) && alarm.comparison_operator == "GreaterThanThreshold"
    ])
    error_message = "nobody is told"
  }
  assert {
    condition     = aws_cloudwatch_log_metric_filter.charge[0].apply_on_transformed_logs && aws_cloudwatch_log_metric_filter.refusals[0].apply_on_transformed_logs
    error_message = "fields are looked for in lines that have none"
  }
}

run "watches_nothing_when_it_is_said" {
  command = plan

  variables {
    alerts = null
  }
  assert {
    condition     = length(aws_cloudwatch_metric_alarm.charge) + length(aws_cloudwatch_log_transformer.gateway) + length(aws_budgets_budget.account) == 0
    error_message = "watches all the same"
  }
}

run "budget_warns_before_it_is_used_up" {
  command = plan

  variables {
    budget = { usd_per_month = 50, emails = ["me@example.com"] }
  }
  assert {
    condition     = aws_budgets_budget.account[0].limit_amount == "50" && aws_budgets_budget.account[0].limit_unit == "USD" && aws_budgets_budget.account[0].time_unit == "MONTHLY"
    error_message = "not the budget that was said"
  }
  assert {
    condition     = toset([for one in aws_budgets_budget.account[0].notification : "${one.notification_type} ${one.threshold}"]) == toset(["ACTUAL 50", "ACTUAL 90", "FORECASTED 100"])
    error_message = "does not warn"
  }
  assert {
    condition     = alltrue([for one in aws_budgets_budget.account[0].notification : one.subscriber_email_addresses == toset(["me@example.com"])])
    error_message = "nobody is told"
  }
}

run "refuses_a_budget_that_nobody_hears_of" {
  command = plan

  variables {
    budget = { usd_per_month = 50 }
  }
  expect_failures = [var.budget]
}

run "refuses_days_that_cloudwatch_does_not_have" {
  command = plan

  variables {
    log_retention_days = 31
  }
  expect_failures = [var.log_retention_days]
}
