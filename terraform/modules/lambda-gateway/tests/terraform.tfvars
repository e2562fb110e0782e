image_uri = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/pixelgate:0.1.0"
orchestrators = [{
  name   = "beta", url = "https://beta.example", kind = "ai-runner", token = "$${BETA_TOKEN}"
  offers = [{ pipeline = "upscale", model = "a/b", price = "1.2e-8 USD/px" }]
}]
secrets = {
  PIXELGATE_STORE_URL = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:store-url-AbCdEf"
  BETA_TOKEN          = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:beta-token-AbCdEf"
}
