package dev.pixelgate.runtime.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the models: the embedded ones, and one in each sub-folder of the user's folder. */
public final class ModelFolder {
  private static final ModelPlace EMBEDDED_UPSCALER = new ModelPlace.InJar("realesr-general-x4v3");
  private static final ModelPlace EMBEDDED_CHECKER = new ModelPlace.InJar("nsfw-mobilenetv2");

  private ModelFolder() {}

  /** The safety checker inside the jar. */
  public static Model safetyChecker() throws ModelException {
    return Model.at(EMBEDDED_CHECKER);
  }

  /**
   * Every upscaler, the embedded one first, then by folder name.
   *
   * @param folder whose sub-folders with a {@code model.json} are models; none when it is not there
   * @throws ModelException for a wrong manifest, or an id that is there twice
   */
  public static List<Model> upscalers(Optional<Path> folder) throws ModelException {
    List<Model> models = new ArrayList<>();
    models.add(Model.at(EMBEDDED_UPSCALER));
    for (Path subFolder : modelFolders(folder)) {
      models.add(upscaler(Model.at(new ModelPlace.InFolder(subFolder))));
    }
    refuseDuplicates(models);
    return List.copyOf(models);
  }

  private static List<Path> modelFolders(Optional<Path> folder) throws ModelException {
    if (folder.isEmpty() || !Files.exists(folder.get())) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder.get())) {
      return entries.filter(entry -> Files.exists(entry.resolve(Model.MANIFEST))).sorted().toList();
    } catch (IOException e) {
      throw new ModelException(folder.get() + ": model folder cannot be listed: " + e, e);
    }
  }

  private static Model upscaler(Model model) throws ModelException {
    return switch (model.manifest().kind()) {
      case ModelKind.Esrgan esrgan -> {
        if (!model.manifest().pipeline().equals("upscale")) {
          throw new ModelException(
              model.manifestName()
                  + ": key \"pipeline\" is "
                  + model.manifest().pipeline()
                  + ", must be upscale for kind esrgan");
        }
        yield model;
      }
      case ModelKind.Classifier classifier ->
          throw new ModelException(
              model.manifestName() + ": key \"kind\" is classifier, must be esrgan");
    };
  }

  private static void refuseDuplicates(List<Model> models) throws ModelException {
    Map<String, Model> byId = new HashMap<>();
    for (Model model : models) {
      Model earlier = byId.put(model.manifest().id(), model);
      if (earlier != null) {
        throw new ModelException(
            model.manifestName()
                + ": id "
                + model.manifest().id()
                + " is also that of "
                + earlier.manifestName());
      }
    }
  }
}
