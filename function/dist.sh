#!/usr/bin/env bash
# Makes the gateway as it is deployed: a linked runtime, one jar without models and without other
# machines' libraries, and the JVM's cache of what a training run loaded and linked (JEP 483, 514).
# Linux. Fails when a JVM does not take the cache.
#
#   function/dist.sh FOLDER [JAR]       JAR: function/target/pixelgate.jar
#
# FOLDER, which is made anew, is then where it runs; it may be copied to another place under the
# same path:
#
#   FOLDER/runtime/bin/java @FOLDER/fast-start serve --role gateway
#   FOLDER/runtime/bin/java @FOLDER/steady serve --role gateway
set -eu

if [ $# -lt 1 ]; then
  echo "usage: function/dist.sh FOLDER [JAR]" >&2
  exit 2
fi
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
jar=${2:-$here/target/pixelgate.jar}
jar=$(readlink -f "$jar")
case $(uname -m) in
  x86_64) sqlite=Linux/x86_64 netty=linux_x86_64 ;;
  aarch64) sqlite=Linux/aarch64 netty=linux_aarch_64 ;;
  *) echo "dist.sh: no native libraries for $(uname -m)" >&2; exit 2 ;;
esac

jdk=""
for candidate in "${JAVA_HOME:-}" /usr/lib/jvm/* /opt/java/*; do
  if [ -x "$candidate/bin/jlink" ] && grep -q '^JAVA_VERSION="25[."]' "$candidate/release" 2>/dev/null; then
    jdk=$candidate
    break
  fi
done
if [ -z "$jdk" ] || [ ! -f "$jar" ]; then
  echo "dist.sh: needs a JDK 25 in JAVA_HOME (found: ${jdk:-none}) and the jar $jar (mvn package -DskipTests)" >&2
  exit 2
fi

rm -rf "$1"
mkdir -p "$1/lib"
out=$(cd "$1" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# What a gateway's code asks for, and jdk.jfr to look into one that runs. No java.desktop: ImageIO
# is the runtime's.
link_runtime() {
  "$jdk/bin/jlink" \
    --add-modules java.base,java.logging,java.management,java.naming,java.sql,jdk.jfr,jdk.management,jdk.unsupported \
    --no-header-files --no-man-pages --strip-java-debug-attributes --output "$out/runtime"
}

# 97 MB become 22: ONNX Runtime's libraries, the models, and SQLite's and OpenSSL's for other
# machines go. SQLite's own lies beside the jar, as it would otherwise be unpacked at each start.
slim_jar() {
  mkdir "$work/jar"
  (cd "$work/jar" && "$jdk/bin/jar" -xf "$jar")
  cp "$work/jar/org/sqlite/native/$sqlite/libsqlitejdbc.so" "$out/lib/"
  rm -rf "$work/jar/ai/onnxruntime/native" "$work/jar/models" "$work/jar/org/sqlite/native"
  find "$work/jar/META-INF/native" -name 'libnetty_tcnative_*' ! -name "*$netty*" -delete
  "$jdk/bin/java" "$here/PlainSwitches.java" "$work/jar"
  "$jdk/bin/java" "$here/PlainRecords.java" "$work/jar"
  mv "$work/jar/META-INF/MANIFEST.MF" "$work/manifest"
  "$jdk/bin/jar" -cfm "$out/pixelgate.jar" "$work/manifest" -C "$work/jar" .
}

# profile NAME OPTION...: the file that java reads its options from.
profile() {
  local name=$1
  shift
  {
    echo "--sun-misc-unsafe-memory-access=allow"
    echo "-XX:+UseSerialGC"
    # A small young generation, as memory that was touched once stays with the process; with room for a
    # start, whose first collection would copy more than it frees.
    echo "-Xmn24m"
    # Netty's flight recorder events are classes that the cache does not take.
    echo "-Dio.netty.jfr.enabled=false"
    # Reflection by native code: the other way spins classes that the cache does not take either.
    echo "-Djdk.reflect.useNativeAccessorOnly=true"
    printf '%s\n' "$@"
    echo "\"-XX:AOTCache=$out/pixelgate.aot\""
    echo "\"-Dorg.sqlite.lib.path=$out/lib\""
    echo "-jar \"$out/pixelgate.jar\""
  } >"$out/$name"
}

# One trained cache serves both profiles. It keeps classes and linked call sites alone: what was compiled in the
# training (JEP 515) would be compiled again in each start, a sixth of its CPU, and is 6 MB more of memory.
train() {
  sed -e "s|-XX:AOTCache=|-XX:AOTCacheOutput=|" "$out/steady" >"$work/training"
  if ! "$out/runtime/bin/java" -XX:+UnlockDiagnosticVMOptions -XX:-AOTRecordTraining \
    "@$work/training" train >"$work/log" 2>&1; then
    tail -n 30 "$work/log" >&2
    echo "dist.sh: the training failed" >&2
    exit 1
  fi
}

# With AOTMode=on a JVM that cannot use the cache ends; otherwise it would just start slowly.
check() {
  if ! "$out/runtime/bin/java" -XX:AOTMode=on "@$out/$1" --version; then
    echo "dist.sh: the profile $1 does not take the cache" >&2
    exit 1
  fi
}

link_runtime
slim_jar
# The first compiler alone, for methods that are called five times as often as it usually asks for: half of what
# it would compile until the first answer takes longer to compile than to interpret.
profile fast-start -XX:TieredStopAtLevel=1 -XX:+UnlockDiagnosticVMOptions -XX:-AOTReplayTraining \
  -XX:Tier3InvocationThreshold=1000 -XX:Tier3MinInvocationThreshold=500 -XX:Tier3CompileThreshold=5000
profile steady
train
check fast-start
check steady
(cd "$out" && du -sh runtime pixelgate.jar pixelgate.aot lib)
