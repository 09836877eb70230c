using Markdig.Extensions.CustomContainers;
using Markdig.Parsers;

namespace Learning.Courses.Catalogue.Markdown;

/// <summary>
/// Opens a node of our own for "::: name". Names that no parser of ours knows fall through to Markdig's own container, which
/// the resolver refuses: a misspelt "::: cautoin" is then a problem with a line and not a box without a style.
/// </summary>
internal sealed class ContainerParser<T> : FencedBlockParserBase<T>
    where T : CustomContainer
{
    private readonly Func<BlockParser, T> create;

    public ContainerParser(Func<BlockParser, T> create, params string[] names)
    {
        this.create = create;
        OpeningCharacters = [':'];
        InfoParser = (BlockProcessor state, ref Markdig.Helpers.StringSlice line, Markdig.Syntax.IFencedBlock fenced, char open) =>
            DefaultInfoParser(state, ref line, fenced, open) && names.Contains(fenced.Info);
    }

    protected override T CreateFencedBlock(BlockProcessor processor) => create(this);
}
