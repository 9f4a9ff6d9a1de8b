namespace LaMo.Core.Data;

/// <summary>The formats of datasets.</summary>
public enum StepFileFormat
{
    /// <summary>HDF5 with any of the layouts that follow, whichever it has; D4RL's is written.</summary>
    Hdf5,

    /// <summary>D4RL's HDF5 layout.</summary>
    D4rl,

    /// <summary>Minari's HDF5 layout with metadata.json; a folder is written.</summary>
    Minari,

    /// <summary>d3rlpy's HDF5 layouts, versions 1 and 2; version 2 is written.</summary>
    D3rlpy,

    /// <summary>d3rlpy's HDF5 layout of version 1.</summary>
    D3rlpy1,

    /// <summary>A NumPy archive: the layouts of imitation and stable-baselines, and D4RL's arrays, which are what is written.</summary>
    Npz,

    /// <summary>Comma-separated values with a header line.</summary>
    Csv,

    /// <summary>A JSON object on each line.</summary>
    JsonLines,
}
