#!/usr/bin/env bash
# Builds the container images with buildah, says their sizes, runs the gateway's and buys an upscale through it.
# Linux, as root. Skipped, with the reason, where the tools are missing.
#
#   bench/image.sh [--stand-in] [--worker JAR]
#
# --stand-in takes Debian's files and this machine's JDK under the names of the base images, for a machine that
# reaches no registry of images: that shows that the steps of the Dockerfiles and what they make work, not that
# they do on the bytes of the real bases. --worker builds the worker's image too, of this jar in function/target.
# (Debian: apt-get install --no-install-recommends buildah podman runc mmdebstrap)
set -eu

stand_in="" worker=""
while [ $# -gt 0 ]; do
  case $1 in
    --stand-in) stand_in=yes ;;
    --worker) worker=$2; shift ;;
    *) echo "image.sh: unknown option $1" >&2; exit 2 ;;
  esac
  shift
done

skip() {
  echo "image.sh: skipped: $1"
  exit 0
}
[ "$(id -u)" = 0 ] || skip "not root"
for tool in buildah podman runc curl ${stand_in:+mmdebstrap}; do
  command -v "$tool" >/dev/null || skip "$tool is not installed"
done

# shellcheck source=bench/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
jdk_base=docker.io/library/eclipse-temurin:25-jdk
gateway_base=gcr.io/distroless/base-nossl-debian12:nonroot
worker_base=docker.io/nvidia/cuda:12.9.1-cudnn-runtime-ubuntu24.04
gateway=localhost/pixelgate-gateway:check
# A PNG of 64x64 px, as the trivial orchestrator answers with 256x256.
grey=iVBORw0KGgoAAAANSUhEUgAAAEAAAABACAAAAACPAi4CAAAAKUlEQVR42u3MQREAAAwCIKMb3RD77SAA6VEEAoFAIBAIBAKBQCAQfA8G320AeXC6efoAAAAASUVORK5CYII=

# base NAME FOLDER SETTING...: an image of this folder.
base() {
  local container
  container=$(buildah from scratch)
  buildah copy -q "$container" "$2" / >/dev/null
  buildah config "${@:3}" "$container"
  buildah commit -q --rm "$container" "$1" >/dev/null
}

# Debian once, kept beside the jars; the gateway's base has its C library alone, as the real one.
make_stand_ins() {
  local debian="$work/debian" bare="$work/bare" tar="$home/function/target/debian.tar" name
  [ -f "$tar" ] || mmdebstrap --quiet --variant=essential --include=libstdc++6 bookworm "$tar"
  mkdir "$debian" "$bare"
  tar -C "$debian" --exclude=./dev -xf "$tar"
  base "$worker_base" "$debian" --env PATH=/usr/bin:/bin
  mkdir -p "$bare/etc" "$bare/usr/lib/x86_64-linux-gnu" "$bare/usr/lib64" "$bare/home/nonroot"
  for name in ld-linux-x86-64.so.2 libc.so.6 libm.so.6 libdl.so.2 libpthread.so.0 librt.so.1 libresolv.so.2; do
    cp -P "$debian/usr/lib/x86_64-linux-gnu/$name" "$bare/usr/lib/x86_64-linux-gnu/"
  done
  cp "$debian/usr/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2" "$bare/usr/lib64/"
  ln -s usr/lib "$bare/lib"
  ln -s usr/lib64 "$bare/lib64"
  mkdir -m 1777 "$bare/tmp"
  echo "nonroot:x:65532:65532:nonroot:/home/nonroot:/sbin/nologin" >"$bare/etc/passwd"
  base "$gateway_base" "$bare" --user 65532
  mkdir -p "$debian/opt/java"
  cp -rL "$jdk" "$debian/opt/java/openjdk"
  base "$jdk_base" "$debian" --env PATH=/opt/java/openjdk/bin:/usr/bin:/bin --env JAVA_HOME=/opt/java/openjdk
  rm -rf "$debian" "$bare"
}

megabytes() {
  podman image inspect --format '{{.Size}}' "$1" | awk '{printf "%.0f MB", $1 / 1e6}'
}

# build NAME DOCKERFILE BASE ARGUMENT...
build() {
  buildah bud -q --pull="$([ -n "$stand_in" ] && echo never || echo always)" --isolation=chroot --format docker \
    --ignorefile "$home/$2.dockerignore" -f "$home/$2" -t "$1" "${@:4}" "$home"
  echo "$1 has $(megabytes "$1"), of which $(megabytes "$3") are its base${stand_in:+ (a stand-in)}"
}

fail() {
  echo "image.sh: $1" >&2
  podman logs pixelgate-check 2>&1 | tail -n 20 >&2
  podman rm -f pixelgate-check >/dev/null 2>&1 || true
  exit 1
}

# run IMAGE PORT OPTION...: read-only, a quarter of a gigabyte, as a platform runs it. The host's network, as
# the smoke test's orchestrator is there; limits on files and processes that a nested container may set.
run() {
  podman --runtime runc run -d --name pixelgate-check --network=host --read-only --tmpfs /tmp \
    --ulimit nofile=1024:1024 --ulimit nproc=4096:4096 -e "PORT=$2" "${@:3}" "$1" >/dev/null
  await_port "$2"
}

# The answer's status; the body is in $work/answer, the head in $work/head.
status() {
  curl -s -o "$work/answer" -D "$work/head" -w '%{http_code}' "$@"
}

check_gateway() {
  local url="http://127.0.0.1:$2" key=pg_check picture="$home/docs/pictures/coffee.png" offer
  offer='{"pipeline":"upscale","model":"xinntao/realesr-general-x4v3","price":"1.0e-8 USD/px"}'
  run "$1" "$2" --memory 256m \
    -e "PIXELGATE_ACCOUNTS=[{\"name\":\"check\",\"key-sha256\":\"$(printf %s $key | sha256sum | cut -d ' ' -f 1)\",\"budget\":\"1 USD/day\"}]" \
    -e "PIXELGATE_ORCHESTRATORS=[{\"name\":\"trivial\",\"url\":\"http://127.0.0.1:$3\",\"kind\":\"ai-runner\",\"offers\":[$offer]}]"
  [ "$(status --retry 20 --retry-connrefused "$url/health/ready")" = 200 ] || fail "it is not ready"
  [ "$(status "$url/v1/prices")" = 401 ] || fail "it asks for no key"
  [ "$(status -H "Authorization: Bearer $key" -F "image=@$work/picture.png" -F prompt=x "$url/upscale")" = 200 ] ||
    fail "it sells nothing: $(cat "$work/answer")"
  grep -i '^pixelgate-charge: 0.000040960000 USD' "$work/head" || fail "it charges otherwise"
  [ "$(status "$(sed 's/.*"url":"\([^"]*\)".*/\1/' "$work/answer")")" = 200 ] || fail "its result is not there"
  cmp -n 8 "$work/answer" "$picture" || fail "its result is no PNG"
  [ "$(podman exec pixelgate-check /opt/pixelgate/runtime/bin/java "@/opt/pixelgate/fast-start" --version)" ] ||
    fail "its other commands do not work"
  ! podman exec pixelgate-check /bin/sh -c true 2>/dev/null || [ -z "$stand_in" ] || fail "it has a shell"
  local pid
  pid=$(podman inspect --format '{{.State.Pid}}' pixelgate-check)
  grep -q '^Uid:.65532' "/proc/$pid/status" || fail "it runs as another user"
  grep VmRSS "/proc/$pid/status"
  end_amid "$url" "$key"
}

# SIGTERM while an upscale is being worked on: its client has it, and then the process ends.
end_amid() {
  local answered
  curl -s -o /dev/null -w '%{http_code}' -H "Authorization: Bearer $2" -H 'Cache-Control: no-store' \
    -F "image=@$work/picture.png" -F prompt=x "$1/upscale" >"$work/amid" &
  answered=$!
  sleep 0.5
  [ ! -s "$work/amid" ] || fail "the request ended before it could be interrupted"
  end
  wait "$answered" || fail "the request that ran was cut off"
  [ "$(cat "$work/amid")" = 200 ] || fail "the request that ran was answered $(cat "$work/amid")"
}

check_worker() {
  run "$1" "$2" -e PIXELGATE_WORKER_TOKEN=check -e PIXELGATE_SELF_HOSTED_DEVICE=cpu
  [ "$(status -H 'Authorization: Bearer check' --retry 20 --retry-connrefused "http://127.0.0.1:$2/health")" = 200 ] ||
    fail "the worker is not healthy"
  [ "$(status -H 'Authorization: Bearer check' -F "image=@$work/picture.png" -F prompt=x "http://127.0.0.1:$2/upscale")" = 200 ] ||
    fail "the worker does not work: $(cat "$work/answer")"
  end
}

# SIGTERM drains: 0, not 143.
end() {
  podman stop -t 20 pixelgate-check >/dev/null
  local exit
  exit=$(podman inspect --format '{{.State.ExitCode}}' pixelgate-check)
  [ "$exit" = 0 ] || fail "it ended with $exit"
  podman rm pixelgate-check >/dev/null
}

[ -z "$stand_in" ] || make_stand_ins
build "$gateway" function/Dockerfile "$gateway_base"
read -r orchestrator_port port <<<"$(free_ports 2)"
start_bench orchestrator TrivialOrchestrator "$orchestrator_port" 0 2000
await_port "$orchestrator_port"
base64 -d >"$work/picture.png" <<<"$grey"
check_gateway "$gateway" "$port" "$orchestrator_port"
echo "the gateway's image sells, ends what it does at SIGTERM, and runs read-only as user 65532"
if [ -n "$worker" ]; then
  build localhost/pixelgate-worker:check function/worker.Dockerfile "$worker_base" --build-arg "JAR=$worker"
  check_worker localhost/pixelgate-worker:check "$port"
  echo "the worker's image upscales on the CPU"
fi
