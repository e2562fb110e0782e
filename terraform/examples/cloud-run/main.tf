# A public gateway that scales to zero, before a GPU worker of its own that only it may call, and with
# its accounts and money in a Cloud SQL server that is reached by its private address.

provider "google" {
  project = var.project_id
  region  = var.region
}

module "worker" {
  source = "../../modules/cloud-run-gpu-worker"

  project_id = var.project_id
  region     = var.region
  image      = var.worker_image
  token      = { secret = var.worker_token_secret }
  gateways   = { gateway = module.gateway.service_account }
}

module "gateway" {
  source = "../../modules/cloud-run-gateway"

  project_id = var.project_id
  region     = var.region
  image      = var.gateway_image
  public     = true

  orchestrators = [
    {
      name  = "gpu"
      url   = module.worker.uri
      kind  = "ai-runner"
      auth  = { google-id-token = module.worker.uri }
      token = "$${WORKER_TOKEN}"
      offers = [{
        pipeline = "upscale"
        model    = "xinntao/realesr-general-x4v3"
        price    = "1.0e-8 USD/px"
      }]
    },
  ]

  environment = {
    PIXELGATE_CAPS = jsonencode([{ max = "2.5e-8 USD/px" }])
    # Whoever asks a worker how it is wakes it, and pays for it: seldom enough to let it sleep.
    PIXELGATE_DISCOVERY_EVERY   = "8 h"
    PIXELGATE_DISCOVERY_MAX_AGE = "24 h"
    PIXELGATE_DISCOVERY_TIMEOUT = "60 s"
  }

  secrets = {
    PIXELGATE_STORE_URL   = { secret = var.store_url_secret }
    WORKER_TOKEN          = { secret = var.worker_token_secret }
    AWS_ACCESS_KEY_ID     = { secret = var.media_key_id_secret }
    AWS_SECRET_ACCESS_KEY = { secret = var.media_key_secret }
  }

  vpc = var.vpc

  budget = {
    billing_account = var.billing_account
    units           = 50
  }

  alerts = { channels = var.notification_channels }
}
