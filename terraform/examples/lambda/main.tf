# A gateway on Lambda before orchestrators elsewhere, with its accounts and money in an RDS server.

provider "aws" {
  region = var.region
}

module "gateway" {
  source = "../../modules/lambda-gateway"

  name      = var.name
  image_uri = var.image_uri
  public    = true

  orchestrators = [
    {
      name  = "beta"
      url   = "https://beta.example:8000"
      kind  = "ai-runner"
      token = "$${BETA_TOKEN}"
      offers = [{
        pipeline = "upscale"
        model    = "stabilityai/stable-diffusion-x4-upscaler"
        price    = "1.2e-8 USD/px"
      }]
    },
  ]

  environment = {
    PIXELGATE_CAPS = jsonencode([{ max = "2.5e-8 USD/px" }])
  }

  secrets = {
    PIXELGATE_STORE_URL = var.store_url_secret_arn
    BETA_TOKEN          = var.beta_token_secret_arn
  }

  vpc = {
    subnet_ids         = var.subnet_ids
    security_group_ids = var.security_group_ids
  }

  budget = {
    usd_per_month = 50
    emails        = [var.alarm_email]
  }
}
