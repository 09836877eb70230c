using Learning.Courses.Ledger;

namespace Learning.Courses.Tests.Ledger;

public sealed class LedgerKeyTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("ledger-key-");

    private LedgerSettings Settings => new(Path.Combine(folder.FullName, "data"), "example.org/log");

    private string KeyPath => Path.Combine(Settings.DataPath, "ledger.key");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void The_key_is_made_once_and_is_its_owners_only()
    {
        using var made = new LedgerKeyFile(Settings).FindOrCreate();
        using var found = new LedgerKeyFile(Settings).FindOrCreate();

        Assert.Equal(made.Public.ToString(), found.Public.ToString());
        Assert.Equal([KeyPath], Directory.GetFiles(Settings.DataPath));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(KeyPath));
        }
    }

    [Fact]
    public void Looking_for_a_key_makes_none()
    {
        Assert.Null(new LedgerKeyFile(Settings).FindPublic());
        Assert.False(Directory.Exists(Settings.DataPath));
    }

    [Fact]
    public async Task Processes_that_start_together_agree_on_one_key()
    {
        var keys = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
        {
            using var key = new LedgerKeyFile(Settings).FindOrCreate();
            return key.Public.ToString();
        })));

        Assert.Single(keys.Distinct());
        Assert.Equal([KeyPath], Directory.GetFiles(Settings.DataPath));
    }

    [Fact]
    public void What_the_key_signs_its_public_half_verifies()
    {
        using var key = new LedgerKeyFile(Settings).FindOrCreate();
        var checkpoint = new Checkpoint("example.org/log", 3, MerkleTree.EmptyRoot);

        Assert.Equal(checkpoint, Checkpoint.Open(key.Sign(checkpoint), [VerifierKey.Parse(key.Public.ToString()).Value!]).Value);
        Assert.Throws<ArgumentException>(() => key.Sign(checkpoint with { Origin = "example.org/other" }));
    }

    [Theory]
    [InlineData("")]
    [InlineData("PRIVATE+KEY+example.org/log+00000000+AAAA")]
    public void A_damaged_key_file_is_not_replaced(string text)
    {
        Directory.CreateDirectory(Settings.DataPath);
        File.WriteAllText(KeyPath, text);

        Assert.Throws<InvalidDataException>(() => new LedgerKeyFile(Settings).FindOrCreate());
        Assert.Equal(text, File.ReadAllText(KeyPath));
    }

    [Fact]
    public void The_key_of_one_origin_does_not_serve_another()
    {
        new LedgerKeyFile(Settings).FindOrCreate().Dispose();

        Assert.Throws<InvalidDataException>(() => new LedgerKeyFile(Settings with { Origin = "example.org/other" }).Find());
    }
}
