using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Practice.Silo.Hosting;

/// <summary>Connections to one SQLite file, of which one is open at a time; the next waits its turn without holding a thread.</summary>
/// <remarks>Without the gate SQLite answers BUSY and the provider sleeps: Orleans' writes stalled for up to 30 s.</remarks>
internal sealed class GatedSqliteDataSource(string path) : DbDataSource
{
    private readonly SemaphoreSlim _gate = new(1, 1);

    public override string ConnectionString { get; } = new SqliteConnectionStringBuilder { DataSource = path }.ConnectionString;

    protected override DbConnection CreateDbConnection() => new GatedConnection(ConnectionString, _gate);

    protected override void Dispose(bool disposing)
    {
        if (disposing) _gate.Dispose();
        base.Dispose(disposing);
    }

    private sealed class GatedConnection(string connectionString, SemaphoreSlim gate) : SqliteConnection(connectionString)
    {
        private bool _entered;

        public override void Open()
        {
            gate.Wait();
            OpenInside();
        }

        public override async Task OpenAsync(CancellationToken cancellationToken)
        {
            await gate.WaitAsync(cancellationToken);
            OpenInside();
        }

        public override void Close()
        {
            base.Close();
            Leave();
        }

        private void OpenInside()
        {
            _entered = true;
            try
            {
                base.Open();
                using var durable = CreateCommand();
                durable.CommandText = "pragma journal_mode = wal; pragma synchronous = full";
                durable.ExecuteNonQuery();
            }
            catch
            {
                Close();
                throw;
            }
        }

        private void Leave()
        {
            if (!_entered) return;
            _entered = false;
            gate.Release();
        }
    }
}
