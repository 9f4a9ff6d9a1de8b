using LaMo.Core.Data;
using LaMo.Core.Serialization;
using LaMo.MLNet.Datasets;
using Microsoft.ML;

namespace LaMo.MLNet;

public sealed partial class OfflineRLCatalog
{
    /// <summary>
    /// Loads a dataset from a file of any of the formats known, which is recognised: the HDF5 layouts of D4RL, Minari and d3rlpy, NumPy archives of imitation and
    /// stable-baselines, CSV, JSON Lines, and ML.NET's own binary format. docs/file-formats.md tells what is read of each.
    /// </summary>
    /// <param name="path">The file; for Minari also the folder that it is in.</param>
    /// <param name="maxEpisodeLength">
    /// The step after which an episode is cut, for files that do not tell: D4RL's without timeouts, whose default value follows from the task in the file's name,
    /// and NumPy's.
    /// </param>
    /// <returns>
    /// A data view with the columns <c>EpisodeId, Timestep, State, Action, Reward, Terminal, Timeout</c>, which reads the file again whenever it is read, a few
    /// thousand steps at a time; episodes count from 0. In ML.NET's binary format, the columns that are there.
    /// </returns>
    /// <exception cref="IOException">There is no such file, or it cannot be read.</exception>
    /// <exception cref="InvalidDataException">The file is damaged or of another format; the message names it and the place.</exception>
    /// <exception cref="DllNotFoundException">It is an HDF5 file and the system has no HDF5 library; the message names the package to install.</exception>
    public IDataView LoadFromFile(string path, int? maxEpisodeLength = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return BinaryFile.IsOne(path) ? BinaryFile.Load(_mlContext, path) : Load(path, null, maxEpisodeLength);
    }

    /// <summary>Loads a dataset from an HDF5 file with the layout of D4RL, Minari or d3rlpy, which is recognised.</summary>
    /// <inheritdoc cref="LoadFromD4rl"/>
    public IDataView LoadFromHdf5(string path, int? maxEpisodeLength = null) => Load(path, StepFileFormat.Hdf5, maxEpisodeLength);

    /// <summary>Loads a dataset from an HDF5 file with D4RL's layout.</summary>
    /// <param name="path">The file.</param>
    /// <param name="maxEpisodeLength">The step after which an episode is cut, for files without timeouts. The default value follows from the task in the file's name.</param>
    /// <returns>A data view with the columns <c>EpisodeId, Timestep, State, Action, Reward, Terminal, Timeout</c>, which reads the file again whenever it is read.</returns>
    /// <exception cref="IOException">There is no such file, or it cannot be read.</exception>
    /// <exception cref="InvalidDataException">The file is damaged or has another layout; the message names it.</exception>
    /// <exception cref="DllNotFoundException">The system has no HDF5 library; the message names the package to install.</exception>
    public IDataView LoadFromD4rl(string path, int? maxEpisodeLength = null) => Load(path, StepFileFormat.D4rl, maxEpisodeLength);

    /// <summary>Loads a dataset of Minari: an HDF5 file, with the metadata.json beside it if there is one, or the folder that they are in.</summary>
    /// <inheritdoc cref="LoadFromD4rl"/>
    public IDataView LoadFromMinari(string path) => Load(path, StepFileFormat.Minari);

    /// <summary>Loads a dataset from an HDF5 file of d3rlpy, version 1 or 2.</summary>
    /// <inheritdoc cref="LoadFromD4rl"/>
    public IDataView LoadFromD3rlpy(string path) => Load(path, StepFileFormat.D3rlpy);

    /// <summary>Loads a dataset from a NumPy archive with the arrays of imitation, stable-baselines or D4RL. No pickle in it is run.</summary>
    /// <param name="path">The file.</param>
    /// <param name="maxEpisodeLength">The length at which an episode counts as cut by its time limit instead of as ended. The default value is <see langword="null"/>: none does.</param>
    /// <inheritdoc cref="LoadFromD4rl"/>
    public IDataView LoadFromNpz(string path, int? maxEpisodeLength = null) => Load(path, StepFileFormat.Npz, maxEpisodeLength);

    /// <summary>Loads a dataset from a CSV file with a header line, as data-schemas/trajectory-step.schema.json describes its rows; vectors are repeated columns, State.0, State.1, …, or JSON arrays.</summary>
    /// <inheritdoc cref="LoadFromD4rl"/>
    public IDataView LoadFromCsv(string path) => Load(path, StepFileFormat.Csv);

    /// <summary>Loads a dataset from a JSON Lines file, as data-schemas/trajectory-step.schema.json describes its rows.</summary>
    /// <inheritdoc cref="LoadFromD4rl"/>
    public IDataView LoadFromJsonLines(string path) => Load(path, StepFileFormat.JsonLines);

    /// <summary>
    /// Saves a dataset to a file, whole or not at all, in a format that follows from its extension if none is named: D4RL's layout (.hdf5, .h5), .npz, .csv, .jsonl, or
    /// ML.NET's binary format (.idv). docs/file-formats.md tells what is written of each.
    /// </summary>
    /// <param name="data">The dataset, with the columns <c>EpisodeId, Timestep, State, Action, Reward</c> and, if there are, <c>Terminal</c> and <c>Timeout</c>; it may come from the same file.</param>
    /// <param name="path">The file; for Minari the dataset's folder, which must not be there yet.</param>
    /// <param name="format">The format. The default follows from the extension.</param>
    /// <exception cref="ArgumentException">The extension is none of these.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or has another type.</exception>
    /// <exception cref="InvalidDataException">The data holds what the format cannot: NaN in JSON.</exception>
    /// <exception cref="InvalidOperationException">A row is faulty; the message names it.</exception>
    /// <exception cref="IOException">The file cannot be written, or Minari's folder is there already.</exception>
    public void SaveToFile(IDataView data, string path, StepFileFormat? format = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (format is null && BinaryFile.HasExtension(path))
            AtomicFile.Write(path, stream => _mlContext.Data.SaveAsBinary(data, stream));
        else
            StepFile.Write(ToSource(data), path, format);
    }

    /// <summary>The dataset behind a data view that was loaded from a file, or a data view as a dataset.</summary>
    /// <param name="data">The data view, with the columns <c>EpisodeId, Timestep, State, Action, Reward</c> and, if there are, <c>Terminal</c> and <c>Timeout</c>.</param>
    /// <returns>What <see cref="LaMo.Core"/> works with: it is inspected, written to files, and made a dataset to draw training windows from.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or has another type.</exception>
    public StepSource ToSource(IDataView data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return data is StepSourceView view ? view.Source : new DataViewSource(data);
    }

    private static StepSourceView Load(string path, StepFileFormat? format, int? maxEpisodeLength = null) => new(StepFile.Open(path, format, maxEpisodeLength));
}
