#!/usr/bin/env bash
# Makes google.json and aws.json anew: the schemas of exactly what the modules use. Needs node and npm.
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

extract() { # provider, package, modules of the package
  local provider=$1 package=$2
  shift 2
  (cd "$work" && npm pack --silent "$package" >"$provider.name")
  mkdir "$work/$provider"
  tar xzf "$work/$(cat "$work/$provider.name")" -C "$work/$provider"
  node extract.mjs "$work/$provider/package" "$provider" "$@" >"$work/$provider.json"
  mv "$work/$provider.json" "$provider.json"
}

extract google @cdktf/provider-google@16.12.1 \
  billing-budget cloud-run-v2-service cloud-run-v2-service-iam-member data-google-project \
  logging-metric logging-project-bucket-config logging-project-sink monitoring-alert-policy \
  secret-manager-secret-iam-member service-account storage-bucket storage-bucket-iam-member
extract aws @cdktn/provider-aws@25.7.0 \
  budgets-budget cloudwatch-log-group cloudwatch-log-metric-filter cloudwatch-log-transformer \
  cloudwatch-metric-alarm data-aws-iam-policy-document data-aws-partition data-aws-region \
  data-aws-secretsmanager-secret-version iam-role iam-role-policy iam-role-policy-attachment \
  lambda-alias lambda-function lambda-function-url lambda-permission \
  lambda-provisioned-concurrency-config s3-bucket s3-bucket-cors-configuration \
  s3-bucket-lifecycle-configuration s3-bucket-ownership-controls s3-bucket-policy \
  s3-bucket-public-access-block s3-bucket-server-side-encryption-configuration
