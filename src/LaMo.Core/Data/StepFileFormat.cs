namespace LaMo.Core.Data;

/// <summary>The formats of datasets.</summary>
public enum StepFileFormat
{
    /// <summary>HDF5 with any of the layouts that follow, whichever it has; D4RL's is written.</summary>
    Hdf5,

    /// <summary>D4RL's HDF5 layout.</summary>
    D4rl,

    /// <summary>Minari's HDF5 layout with metadata.json; it is read only.</summary>
    Minari,

    /// <summary>d3rlpy's HDF5 layouts, versions 1 and 2; they are read only.</summary>
    D3rlpy,

    /// <summary>A NumPy archive: the layouts of imitation and stable-baselines, and D4RL's arrays, which are what is written.</summary>
    Npz,

    /// <summary>Comma-separated values with a header line.</summary>
    Csv,

    /// <summary>A JSON object on each line.</summary>
    JsonLines,
}
