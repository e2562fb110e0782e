package dev.pixelgate.runtime.inference;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.providers.OrtCUDAProviderOptions;
import dev.pixelgate.runtime.device.Device;
import dev.pixelgate.runtime.onnx.OnnxFile;
import dev.pixelgate.runtime.onnx.OnnxFormatException;
import java.util.List;

/** Opens networks on one device. */
public final class NetworkFactory {
  private final OrtEnvironment environment = Environment.get();
  private final Device device;
  private final int threads;

  /**
   * A factory for this device.
   *
   * @param threads of one CPU inference, 1 or more. ONNX Runtime's own default counts the machine's
   *     cores, not those that a container may use.
   */
  public NetworkFactory(Device device, int threads) {
    this.device = device;
    this.threads = threads;
  }

  /** Execution providers in this build of ONNX Runtime, which need not work on this machine. */
  public static List<String> providers() {
    return OrtEnvironment.getAvailableProviders().stream().map(OrtProvider::name).toList();
  }

  /**
   * Loads an ONNX file's bytes. A network that makes pictures can {@link Network#runBytes give them
   * as bytes}.
   */
  public Network open(byte[] weights) throws InferenceException {
    try (SessionOptions options = options()) {
      return network(environment.createSession(adapted(weights), options));
    } catch (OrtException e) {
      throw new InferenceException("ONNX Runtime cannot load it on " + device, e);
    } catch (OnnxFormatException e) {
      throw new InferenceException(e.getMessage(), false);
    }
  }

  /** A card runs PRelu as it is, and on other CPUs than x64 nobody has measured the other way. */
  private byte[] adapted(byte[] weights) throws OnnxFormatException {
    OnnxFile file = OnnxFile.read(weights).withPixels();
    boolean blocks = device == Device.CPU && System.getProperty("os.arch").equals("amd64");
    return (blocks ? file.withDepthwisePRelu() : file).bytes();
  }

  private Network network(OrtSession session) throws OrtException, InferenceException {
    try {
      return new Network(environment, session);
    } catch (InferenceException e) {
      session.close();
      throw e;
    }
  }

  private SessionOptions options() throws OrtException {
    SessionOptions options = new SessionOptions();
    try {
      options.setIntraOpNumThreads(threads);
      // Threads wait awake for the next operator, and sleep as soon as a run is over: otherwise
      // they
      // would keep all cores from the event loop for a while after each run.
      options.addConfigEntry("session.intra_op.allow_spinning", "1");
      options.addConfigEntry("session.force_spinning_stop", "1");
      options.addConfigEntry("session.inter_op.allow_spinning", "0");
      if (device == Device.CUDA) {
        addCuda(options);
      }
      return options;
    } catch (OrtException e) {
      options.close();
      throw e;
    }
  }

  private static void addCuda(SessionOptions options) throws OrtException {
    try (OrtCUDAProviderOptions cuda = new OrtCUDAProviderOptions(0)) {
      // The default, EXHAUSTIVE, tries every algorithm anew for each shape of tile.
      cuda.add("cudnn_conv_algo_search", "HEURISTIC");
      options.addCUDA(cuda);
    }
  }
}
