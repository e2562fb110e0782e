# The worker on a GPU: CUDA's and cuDNN's libraries, a linked runtime, the jar with ONNX Runtime for CUDA. From
# the root of the repository, after mvn -Pgpu package -DskipTests:
#
#   docker build -f function/worker.Dockerfile -t pixelgate-worker .
#   docker run --gpus all --read-only --tmpfs /tmp -e PORT=8080 -p 8080:8080 \
#     -e PIXELGATE_WORKER_TOKEN=... -v /path/to/models:/models:ro pixelgate-worker
#
# Models other than the embedded one are in /models: a volume, or a bucket that is mounted there. With
# --build-arg JAR=pixelgate.jar and PIXELGATE_SELF_HOSTED_DEVICE=cpu it is a worker without a GPU.

FROM docker.io/library/eclipse-temurin:25-jdk AS build
ARG JAR=pixelgate-gpu.jar
COPY function/target/${JAR} /build/pixelgate.jar
# java.desktop reads the pictures. ONNX Runtime's libraries lie beside the jar: they would otherwise be
# unpacked at each start, some 300 MB for CUDA, into memory where /tmp is that.
RUN "$JAVA_HOME/bin/jlink" \
    --add-modules java.base,java.desktop,java.logging,java.management,java.naming,java.sql,jdk.jfr,jdk.management,jdk.unsupported \
    --no-header-files --no-man-pages --strip-java-debug-attributes --output /opt/pixelgate/runtime && \
    mkdir -p /build/jar /opt/pixelgate/onnxruntime && cd /build/jar && "$JAVA_HOME/bin/jar" -xf ../pixelgate.jar && \
    mv ai/onnxruntime/native/linux-x64/* /opt/pixelgate/onnxruntime/ && rm -rf ai/onnxruntime/native && \
    mv META-INF/MANIFEST.MF ../manifest && \
    "$JAVA_HOME/bin/jar" -cfm /opt/pixelgate/pixelgate.jar ../manifest -C /build/jar .

FROM docker.io/nvidia/cuda:12.9.1-cudnn-runtime-ubuntu24.04
COPY --from=build /opt/pixelgate /opt/pixelgate
ENV PIXELGATE_ROLE=worker PIXELGATE_DATA=/tmp/pixelgate PIXELGATE_SELF_HOSTED_MODELS=/models \
    PIXELGATE_SELF_HOSTED_DEVICE=cuda:0
WORKDIR /etc/pixelgate
USER 65532:65532
EXPOSE 8080
ENTRYPOINT ["/opt/pixelgate/runtime/bin/java", "--sun-misc-unsafe-memory-access=allow", "-XX:+UseSerialGC", \
  "-Donnxruntime.native.path=/opt/pixelgate/onnxruntime", "-Djava.awt.headless=true", "-jar", "/opt/pixelgate/pixelgate.jar"]
CMD ["serve"]
