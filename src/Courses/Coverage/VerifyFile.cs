using Learning.Courses.Ledger;

namespace Learning.Courses.Coverage;

/// <summary>Checks any file the ledger gives out, with nothing but the file and a key: no database, no network.</summary>
public static class VerifyFile
{
    /// <summary>What a district of 50,000 members comes to is a tenth of it.</summary>
    public const long MostBytes = 2L << 30;

    /// <param name="file">Must allow going back in it.</param>
    /// <param name="mostBytes">To how much a bundle may unpack.</param>
    public static Outcome<Verification> Run(Stream file, IReadOnlyCollection<VerifierKey> trusted, long mostBytes = MostBytes) =>
        Run(file, new Trust(trusted, []), mostBytes);

    public static Outcome<Verification> Run(Stream file, Trust trusted, long mostBytes = MostBytes) =>
        ProofBundle.IsAt(file) ? VerifyBundle.Run(file, trusted, mostBytes) : VerifyProof.Run(file, trusted);
}
