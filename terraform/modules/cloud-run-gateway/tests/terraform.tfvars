project_id = "my-project"
region     = "europe-west1"
image      = "europe-docker.pkg.dev/my-project/images/pixelgate:0.1.0"
orchestrators = [
  { name = "alpha", url = "https://alpha.example:8935", kind = "livepeer" },
  {
    name   = "beta", url = "https://beta.example", kind = "ai-runner", token = "$${BETA_TOKEN}"
    offers = [{ pipeline = "upscale", model = "a/b", price = "1.2e-8 USD/px" }]
  },
]
secrets = {
  PIXELGATE_STORE_URL = { secret = "store-url" }
  BETA_TOKEN          = { secret = "beta-token", version = "3" }
}
