project_id = "my-project"
region     = "europe-west1"
image      = "europe-docker.pkg.dev/my-project/images/pixelgate-gpu:0.1.0"
token      = { secret = "worker-token" }
gateways   = { one = "serviceAccount:pixelgate@my-project.iam.gserviceaccount.com" }
