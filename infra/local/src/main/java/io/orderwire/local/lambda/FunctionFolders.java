package io.orderwire.local.lambda;

import java.nio.file.Path;

/// Where functions live on disk.
///
/// @param code unpacked zips, kept from run to run
/// @param run files of this run
/// @param logs one file per function
public record FunctionFolders(Path code, Path run, Path logs) {
  Path log(FunctionSpec function) {
    return logs.resolve(function.logicalId() + ".log");
  }
}
